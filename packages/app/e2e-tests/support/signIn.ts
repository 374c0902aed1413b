import { expect, type Page } from '@playwright/test';
import { people, type Person } from './people';

/** Signs in as one of the demo people, as a person does: organization, then one click in the window that opens. */
export async function signIn(page: Page, person: Person, path = '/') {
  const { choice, displayName } = people[person];
  await page.goto(path);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: choice }).click();
  const popup = await opened;
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: displayName }).click();
  await closed;
  await expect(
    page.getByTestId('sidebar-root').getByRole('link', { name: 'Settings' }),
  ).toBeVisible();
}
