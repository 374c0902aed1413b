import type { IncomingMessage } from 'node:http';
import type { Adapter, JWK, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { readAccessToken } from './accessTokens';
import { accountOf, REALM_CLAIMS } from './accounts';
import type { Person } from '../people';

const MAX_BODY_BYTES = 16 * 1024;

/** What a realm's own answers need of it. */
export interface RealmSessions {
  provider: Provider;
  issuer: string;
  key: JWK;
  people: ReadonlyMap<string, Person>;
  /** Where the library keeps its grants: one for each sign-in. */
  grants: Adapter;
}

/**
 * Answers the userinfo endpoint. The library's own one takes no token that has an audience; Keycloak's takes every
 * access token of the realm whose session has not ended.
 */
export async function answerUserinfo(
  context: KoaContextWithOIDC,
  { issuer, key, people, grants }: RealmSessions,
): Promise<void> {
  const token = /^Bearer (.+)$/i.exec(context.get('authorization'))?.[1];
  const claims = token ? readAccessToken(token, { issuer, key }) : undefined;
  const person = people.get(`${claims?.sub}`);
  if (!claims || !person || !(await grants.find(`${claims.sid}`))) {
    context.status = 401;
    context.set('www-authenticate', 'Bearer error="invalid_token"');
    context.body = { error: 'invalid_token' };
    return;
  }
  const all = await accountOf(person).claims('userinfo', '', {}, []);
  context.body = Object.fromEntries(
    ['sub', ...REALM_CLAIMS].map(name => [name, all[name]]),
  );
}

/** Ends the session of a refresh token, as Keycloak does for a client that posts it to the end session endpoint. */
export async function answerLogout(
  context: KoaContextWithOIDC,
  { provider, grants }: RealmSessions,
): Promise<void> {
  const refuse = (status: number, error: string) => {
    context.status = status;
    context.body = { error };
  };
  if (context.method !== 'POST') {
    refuse(405, 'invalid_request');
    return;
  }
  const form = new URLSearchParams(await readBody(context.req));
  const [id, secret] = clientOf(context.get('authorization'), form);
  const client = await provider.Client.find(id);
  const trusted =
    client?.tokenEndpointAuthMethod === 'none' ||
    (client?.clientSecret !== undefined && client.clientSecret === secret);
  if (!client || !trusted) {
    refuse(401, 'invalid_client');
    return;
  }
  const token = await provider.RefreshToken.find(
    form.get('refresh_token') ?? '',
  );
  if (!token || token.clientId !== client.clientId || !token.grantId) {
    refuse(400, 'invalid_grant');
    return;
  }
  await grants.destroy(token.grantId);
  await grants.revokeByGrantId(token.grantId);
  context.status = 204;
}

function clientOf(
  authorization: string,
  form: URLSearchParams,
): [id: string, secret: string] {
  const basic = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (!basic) {
    return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  }
  const [id, ...secret] = Buffer.from(basic, 'base64').toString().split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))];
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new Error('the form is too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
