import { expect, test } from '@playwright/test';
import { signIn } from './support/signIn';
import { visit } from './support/visit';

test('a person of one organization sees nothing of another', async ({
  page,
}) => {
  await signIn(page, 'carol');
  for (const [path, own] of [
    ['/kubedc', /shop/],
    ['/kubedc/projects', /shop/],
    ['/kubedc/virtual-machines', /front-1/],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('row', { name: own }).first()).toBeVisible();
    await expect(page.getByText(/acme/)).toHaveCount(0);
  }

  await visit(
    page,
    '/catalog?filters[kind]=system&filters[user]=all',
    page.getByRole('link', { name: /shop/ }).first(),
  );
  await expect(page.getByRole('link', { name: /acme|prod/ })).toHaveCount(0);

  await page.goto('/catalog/acme-prod/resource/vm.web-1');
  await expect(page.getByText(/not found/i).first()).toBeVisible();

  await visit(
    page,
    '/search?query=front-1',
    page.getByRole('link', { name: 'front-1', exact: true }),
  );
  const answer = page.waitForResponse(/\/api\/search\/query\?term=web-1/);
  await page.goto('/search?query=web-1');
  expect(await (await answer).text()).not.toMatch(/acme/);
  await expect(page.getByRole('link', { name: /web-1|acme/ })).toHaveCount(0);

  await page.goto('/kubedc/admin');
  await expect(
    page.getByRole('heading', { name: 'For operators of the platform' }),
  ).toBeVisible();
});

test('an operator sees all organizations', async ({ page }) => {
  await signIn(page, 'olga', '/kubedc/admin');
  for (const organization of ['acme', 'globex', 'initech']) {
    await expect(
      page.getByRole('row', { name: new RegExp(organization) }).first(),
    ).toBeVisible();
  }
});
