import { expect, type Page } from '@playwright/test';

/** What is typed and chosen in a template's first step; the rest keeps its defaults. */
export interface Order {
  /** Name of the template. */
  template: string;
  /** Project as people see it, for example `acme/dev`. */
  project: string;
  name: string;
  /** Further fields of the first step that are chosen from a list: label and choice. */
  choices?: Record<string, RegExp>;
}

/** A name no earlier run has used; short, because a cluster's is part of its address. */
export const uniqueName = () => `e2e-${Date.now().toString(36).slice(-6)}`;

/** Chooses from a list of the form. */
export async function choose(page: Page, label: string, choice: RegExp) {
  await page.locator('form').getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: choice }).first().click();
}

/**
 * Orders something from its template: fills in the first step, takes the defaults of the others, reads the platform's
 * verdict, creates, and waits until the task says that it is done.
 */
export async function order(
  page: Page,
  { template, project, name, choices }: Order,
) {
  await page.goto(`/create/templates/default/${template}`);
  await choose(page, 'Project', new RegExp(project));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  for (const [label, choice] of Object.entries(choices ?? {})) {
    await choose(page, label, choice);
  }
  const create = page.getByRole('button', { name: 'Create', exact: true });
  const next = page
    .getByRole('button', { name: 'Next' })
    .or(page.getByRole('button', { name: 'Review' }));
  // A step is checked before it goes on; until then its button is still there, and then gone.
  await expect(async () => {
    if (!(await create.isVisible())) await next.click({ timeout: 5_000 });
    await expect(create).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 150_000 });
  await create.click();
  await expect(page).toHaveURL(/\/create\/tasks\//);
}

/** Follows the link that a finished task ends with; the entity must be in the catalog at that moment. */
export async function openResult(page: Page, link: RegExp) {
  await page.getByRole('link', { name: link }).click({ timeout: 150_000 });
  await expect(page).toHaveURL(/\/catalog\//);
}
