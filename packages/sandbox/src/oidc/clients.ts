import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientMetadata } from 'oidc-provider';

/** Public client of command lines, with PKCE. */
export const PUBLIC_CLIENT = 'kube-dc';

/** Confidential client of the portal. */
export const PORTAL_CLIENT = 'backstage';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Redirects may go to any port and path of this machine: a sandbox cannot know where a portal listens. */
export function isLoopbackRedirect(uri: string): boolean {
  if (!URL.canParse(uri)) {
    return false;
  }
  const { protocol, hostname, hash, username } = new URL(uri);
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    LOOPBACK.has(hostname) &&
    !hash &&
    !username
  );
}

export function clientsOf(portalSecret: string): ClientMetadata[] {
  const common: Partial<ClientMetadata> = {
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: ['http://localhost/callback'],
  };
  return [
    {
      ...common,
      client_id: PUBLIC_CLIENT,
      token_endpoint_auth_method: 'none',
    },
    {
      ...common,
      client_id: PORTAL_CLIENT,
      client_secret: portalSecret,
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ];
}

/**
 * The secret of the portal's client: one of its own for every sandbox, kept across restarts because the portal reads
 * the file when it starts.
 */
export async function ensureClientSecret(
  dir: string,
): Promise<{ file: string; secret: string }> {
  const file = join(dir, 'oidc-client-secret');
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret) {
      return { file, secret };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const secret = randomBytes(24).toString('base64url');
  await writeFile(file, secret, { mode: 0o600 });
  return { file, secret };
}
