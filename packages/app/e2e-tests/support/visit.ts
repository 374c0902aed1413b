import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Opens a page until it shows something: pages of the catalog and of the search tell what was known at the moment they
 * were opened, and the portal may get to know a thing a little later.
 */
export async function visit(page: Page, path: string, shown: Locator) {
  await expect(async () => {
    await page.goto(path);
    await expect(shown).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 150_000 });
}
