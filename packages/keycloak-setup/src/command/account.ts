import { KeycloakAccount } from '../admin/KeycloakAdmin';

/**
 * The account that the environment names.
 *
 * @throws Error when it names none, or half of one
 */
export function accountOf(
  env: Record<string, string | undefined>,
): KeycloakAccount & { realm?: string } {
  const realm = env.KEYCLOAK_ADMIN_REALM || undefined;
  const clientId = env.KEYCLOAK_ADMIN_CLIENT_ID;
  const clientSecret = env.KEYCLOAK_ADMIN_CLIENT_SECRET;
  if (clientId && clientSecret) {
    return { clientId, clientSecret, realm };
  }
  const username = env.KEYCLOAK_ADMIN_USERNAME;
  const password = env.KEYCLOAK_ADMIN_PASSWORD;
  if (username && password) {
    return { username, password, realm };
  }
  throw new Error(
    'set KEYCLOAK_ADMIN_CLIENT_ID and KEYCLOAK_ADMIN_CLIENT_SECRET, or KEYCLOAK_ADMIN_USERNAME and KEYCLOAK_ADMIN_PASSWORD',
  );
}
