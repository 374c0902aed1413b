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
