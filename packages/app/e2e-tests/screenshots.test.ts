import { expect, test, type Page } from '@playwright/test';
import { signIn } from './support/signIn';

/** The main pages: what each is called, its address, and what has to be there before it is photographed. */
const pages: Array<
  [name: string, path: string, ready: (page: Page) => Promise<void>]
> = [
  ['overview', '/kubedc', shows('row', /prod/)],
  ['projects', '/kubedc/projects', shows('row', /prod/)],
  ['virtual-machines', '/kubedc/virtual-machines', shows('row', /web-1/)],
  ['clusters', '/kubedc/clusters', shows('row', /platform/)],
  ['databases', '/kubedc/databases', shows('row', /orders/)],
  ['buckets', '/kubedc/buckets', shows('row', /media/)],
  [
    'entity',
    '/catalog/acme-prod/resource/vm.web-1',
    shows('heading', 'Virtual machine'),
  ],
  [
    'entity-tab',
    '/catalog/acme-prod/resource/vm.web-1/kube-dc',
    shows('heading', 'What it is'),
  ],
  ['templates', '/create', shows('heading', 'Virtual machine')],
  ['form', '/create/templates/default/create-vm', shows('textbox', 'Name')],
  [
    'catalog',
    '/catalog?filters[kind]=resource&filters[user]=all',
    // Types are called by their titles.
    shows('cell', /^Bucket$/),
  ],
];

function shows(role: Parameters<Page['getByRole']>[0], name: RegExp | string) {
  return async (page: Page) => {
    await expect(page.getByRole(role, { name }).first()).toBeVisible();
  };
}

async function photograph(page: Page, scheme: string, name: string) {
  // Late pictures and numbers, if they come soon; live pages keep a connection and are never quite idle.
  await page
    .waitForLoadState('networkidle', { timeout: 5_000 })
    .catch(() => undefined);
  await page.screenshot({ path: `screenshots/${name}-${scheme}.png` });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`the main pages in the ${scheme} theme`, async ({ browser }) => {
    test.slow();
    const context = await browser.newContext({ colorScheme: scheme });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));

    await page.goto('/');
    await expect(page.getByRole('heading', { name: /Sign in/ })).toBeVisible();
    await photograph(page, scheme, 'sign-in');
    await signIn(page, 'alice');
    for (const [name, path, ready] of pages) {
      await page.goto(path);
      await ready(page);
      await photograph(page, scheme, name);
    }
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      scheme,
    );
    expect(errors).toEqual([]);
    await context.close();
  });
}

test('the operator’s pages', async ({ page }) => {
  await signIn(page, 'olga', '/kubedc/admin');
  await shows('row', /initech/)(page);
  await photograph(page, 'light', 'admin');

  await page.goto('/kubedc/admin/sync');
  await shows('row', /Virtual machines/)(page);
  await photograph(page, 'light', 'sync');

  await page.goto('/kubedc/audit');
  await shows('button', 'Download CSV')(page);
  await photograph(page, 'light', 'audit');
});
