import { expect, type Page } from '@playwright/test';
import { visit } from './visit';

/** Opens an object's tab, where its live state and what can be done with it are. */
export async function openTab(page: Page) {
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Kube-DC' })
    .click();
  await expect(page.getByRole('heading', { name: 'What it is' })).toBeVisible();
}

/** Waits until the health at the head of the tab says so. */
export async function expectHealth(page: Page, health: string | RegExp) {
  const header = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: /^More actions for/ }) });
  await expect(header.getByText(health).first()).toBeVisible({
    timeout: 150_000,
  });
}

/** Starts an operation from the object's menu, and confirms it where that is asked; by its name where that is. */
export async function operate(page: Page, operation: string, name: string) {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: operation, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByRole('textbox');
  const confirm = dialog.getByRole('button', { name: operation });
  await expect(confirm).toBeVisible();
  // What the operation takes along is read first; only then is it known whether the name has to be typed.
  await expect(
    typed.or(
      dialog.locator('button:not([disabled])').filter({ hasText: operation }),
    ),
  ).toBeVisible();
  if (await typed.isVisible()) await typed.fill(name);
  await confirm.click();
}

/** Waits until the catalog no longer has an entity. */
export async function expectGone(page: Page, path: string) {
  await visit(
    page,
    path,
    page.getByText(/Entity not found|not found/i).first(),
  );
}

/** Looks at the catalog graph around an entity for one of the names in it. */
export async function expectInGraph(page: Page, around: string, name: string) {
  await visit(
    page,
    `/catalog-graph?rootEntityRefs[]=${around}&maxDepth=1`,
    page.locator('svg').getByText(name, { exact: true }).first(),
  );
}
