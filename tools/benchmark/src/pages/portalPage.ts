import { expect, type Browser, type Page } from '@playwright/test';

/** How long a page may take here before the run is given up, in milliseconds: it is measured, not judged. */
const PATIENCE_MS = 120_000;

/** Opens a window of the portal's platform operator, signed in. */
export async function signIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.goto('/');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: /Platform administration/ }).click();
  const popup = await opened;
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Olga Petrova' }).click();
  await closed;
  await expect(
    page.getByTestId('sidebar-root').getByRole('link', { name: 'Settings' }),
  ).toBeVisible({ timeout: PATIENCE_MS });
  return page;
}

/** Resolves when a page has asked for nothing for half a second. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS });
}
