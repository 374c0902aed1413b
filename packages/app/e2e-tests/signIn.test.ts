import { expect, test } from '@playwright/test';
import { signIn } from './support/signIn';

test('the start page asks for the organization, then leads to the platform', async ({
  page,
}) => {
  await signIn(page, 'alice');
  await expect(page).toHaveURL(/\/kubedc/);
  await expect(page.getByRole('tab', { name: 'Projects' })).toBeVisible();
});

test('a session outlives a reload and ends with sign-out', async ({ page }) => {
  await signIn(page, 'bob', '/settings');
  await expect(page.getByText('Bob Lindqvist').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Bob Lindqvist').first()).toBeVisible();

  await page.getByRole('button', { name: 'more' }).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(
    page.getByRole('heading', { name: 'Sign in to Kube-DC' }),
  ).toBeVisible();
});

test('signing out in one window ends the session in the others, which say so', async ({
  page,
  context,
}) => {
  await signIn(page, 'alice');
  const other = await context.newPage();
  await other.goto('/kubedc/virtual-machines');
  await expect(other.getByRole('row', { name: /web-1/ })).toBeVisible();

  await page.goto('/settings');
  await page.getByRole('button', { name: 'more' }).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(
    other.getByRole('heading', { name: 'Sign in to Kube-DC' }),
  ).toBeVisible();
  await expect(
    other.getByText('You signed out in another window.'),
  ).toBeVisible();
  await expect(other).toHaveURL(/virtual-machines/);
});

test('a session that is over is told over the page, which goes on after another sign-in', async ({
  page,
}) => {
  await signIn(page, 'alice', '/kubedc/virtual-machines');
  await expect(page.getByRole('row', { name: /web-1/ })).toBeVisible();
  const search = page.getByRole('searchbox').first();
  await search.fill('web');

  await page.route('**/api/auth/kubedc/refresh*', route =>
    route.fulfill({ status: 401, json: {} }),
  );
  // As another window does that found out.
  await page.evaluate(() =>
    new BroadcastChannel('kubedc.session').postMessage({ type: 'ended' }),
  );
  const dialog = page.getByRole('dialog', { name: 'Your session ended' });
  await expect(dialog).toBeVisible();

  const opened = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  await (await opened).getByRole('button', { name: 'Alice Moreau' }).click();
  await expect(dialog).toBeHidden();
  await expect(search).toHaveValue('web');
  await expect(page.getByRole('row', { name: /web-1/ })).toBeVisible();
});
