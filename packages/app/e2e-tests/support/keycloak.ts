import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import {
  connectKeycloak,
  createOrganizationRealm,
  passwordOf,
  TestRealm,
} from '@kubedc/keycloak';

const root = join(__dirname, '../../../..');
const file = (...parts: string[]) => join(process.env.E2E_DIR!, ...parts);

/** The Keycloak under test, as its administrator. */
export function keycloakUnderTest() {
  return connectKeycloak(
    JSON.parse(readFileSync(file('keycloak', 'keycloak.json'), 'utf8')),
  );
}

/** A realm of it. */
export const realm = (name: string) => new TestRealm(keycloakUnderTest(), name);

/** Makes a realm with one person, as the platform does for a new organization. */
export async function addOrganizationRealm(organization: string) {
  await createOrganizationRealm(keycloakUnderTest(), organization, {
    people: [
      {
        name: 'admin',
        displayName: 'First Administrator',
        email: `admin@${organization}.example`,
        groups: ['org-admin', 'user'],
      },
    ],
  });
}

/** Gives the portal its client in the realms of all organizations, as an operator does. */
export function setUpPortalClients(portalUrl: string) {
  const { url, caFile, administrator } = keycloakUnderTest();
  return execFileSync(
    process.execPath,
    [
      join(root, 'packages', 'keycloak-setup', 'bin', 'kubedc-keycloak'),
      ...['--keycloak', url, '--ca-file', caFile],
      ...['--backend-url', portalUrl],
      ...['--client-secret-file', file('keycloak', 'client-secret')],
      ...['--all', '--kubeconfig', file('sandbox', 'kubeconfig', 'admin.yaml')],
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        KEYCLOAK_ADMIN_CLIENT_ID: administrator.clientId,
        KEYCLOAK_ADMIN_CLIENT_SECRET: administrator.clientSecret,
      },
    },
  );
}

/** Opens Keycloak's page from the portal's sign-in page. */
export async function chooseRealm(page: Page, organization: string | RegExp) {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: organization }).click();
  return opened;
}

/** Types name and password into Keycloak's page. */
export async function enterPassword(popup: Page, name: string) {
  await popup.getByLabel('Username or email').fill(name);
  await popup.getByLabel('Password', { exact: true }).fill(passwordOf(name));
  await popup.getByRole('button', { name: 'Sign In' }).click();
}

/** Signs in as a person does: organization, then name and password at Keycloak. */
export async function signInAtKeycloak(
  page: Page,
  organization: string | RegExp,
  name: string,
  path = '/',
) {
  await page.goto(path);
  const popup = await chooseRealm(page, organization);
  const closed = popup.waitForEvent('close');
  await enterPassword(popup, name);
  await closed;
  await expect(
    page.getByTestId('sidebar-root').getByRole('link', { name: 'Settings' }),
  ).toBeVisible();
}

/** Signs out by the settings page. */
export async function signOut(page: Page) {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'more' }).click();
  await page.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(page.getByRole('heading', { name: /Sign in to/ })).toBeVisible();
}
