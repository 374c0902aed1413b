import { expect, test } from '@playwright/test';
import {
  addOrganizationRealm,
  chooseRealm,
  enterPassword,
  realm,
  setUpPortalClients,
  signInAtKeycloak,
  signOut,
} from '../support/keycloak';
import { createOrganization } from '../support/platform';
import { visit } from '../support/visit';

test('operators sign in with the realm of the platform', async ({ page }) => {
  await signInAtKeycloak(
    page,
    /Platform administration/,
    'olga',
    '/kubedc/admin',
  );
  for (const organization of ['acme', 'globex', 'initech']) {
    await expect(
      page.getByRole('row', { name: new RegExp(organization) }).first(),
    ).toBeVisible();
  }
});

test('signing out ends the session at Keycloak too', async ({ page }) => {
  const globex = realm('globex');
  const before = await globex.sessions('dave');
  await signInAtKeycloak(page, 'globex', 'dave');
  expect(await globex.sessions('dave')).toBe(before + 1);
  await signOut(page);
  await expect.poll(() => globex.sessions('dave')).toBe(before);

  // Nobody else who sits down at this browser gets in without a password.
  const popup = await chooseRealm(page, 'globex');
  await expect(popup.getByLabel('Password', { exact: true })).toBeVisible();
});

test('a session that was ended at Keycloak is visibly over, and goes on after another sign-in', async ({
  page,
}) => {
  await signInAtKeycloak(page, 'globex', 'carol', '/kubedc/virtual-machines');
  await expect(page.getByRole('row', { name: /front-1/ })).toBeVisible();
  await realm('globex').endSessions('carol');

  // The realm's tokens live for a minute; the portal refreshes them before that.
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Your session ended')).toBeVisible({
    timeout: 150_000,
  });
  const opened = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: 'Sign in again' }).click();
  await enterPassword(await opened, 'carol');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/virtual-machines/);
  await expect(page.getByRole('row', { name: /front-1/ })).toBeVisible();
});

test('an account that was disabled is signed out and not let in', async ({
  page,
}) => {
  const globex = realm('globex');
  await signInAtKeycloak(page, 'globex', 'dave');
  await globex.setEnabled('dave', false);
  try {
    await page.reload();
    const popup = await chooseRealm(page, 'globex');
    await enterPassword(popup, 'dave');
    await expect(popup.getByText('Account is disabled')).toBeVisible();
    await popup.close();
  } finally {
    await globex.setEnabled('dave', true);
  }
});

test('a changed group counts from the next token on', async ({ page }) => {
  const globex = realm('globex');
  await signInAtKeycloak(page, 'globex', 'dave', '/kubedc/virtual-machines');
  const machine = page.getByRole('row', { name: /front-1/ });
  await expect(machine).toBeVisible();
  await globex.setGroups('dave', []);
  try {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(machine).toHaveCount(0);
  } finally {
    await globex.setGroups('dave', ['user']);
  }
  await page.reload();
  await expect(machine).toBeVisible();
});

test('the realm of a new organization works at once', async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto('/');
  await chooseRealm(page, 'hooli');
  await expect(
    page.getByText(/There is no organization 'hooli'/),
  ).toBeVisible();

  await addOrganizationRealm('hooli');
  await createOrganization(request, 'hooli');
  expect(setUpPortalClients(`${baseURL}`).trim().split('\n')).toEqual([
    'master: unchanged',
    'acme: unchanged',
    'globex: unchanged',
    'hooli: created (client backstage)',
    'initech: unchanged',
  ]);
  await signInAtKeycloak(page, 'hooli', 'admin');
  await visit(
    page,
    '/catalog/default/domain/hooli',
    page.getByRole('heading', { name: 'hooli' }),
  );
  await page.goto('/kubedc/virtual-machines');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(/acme|globex|web-1|front-1/)).toHaveCount(0);
});
