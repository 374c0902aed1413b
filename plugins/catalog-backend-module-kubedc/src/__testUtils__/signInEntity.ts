import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createKubedcSignInResolver } from '@kubedc/backstage-plugin-auth-backend-module-kubedc';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import type { DirectorySettings } from '../directory/KeycloakClient';
import { readSignInEvent, userEntityOf } from '../providers/signInEvent';

/** A Backstage token with a proof of identity. */
const TOKEN = `.${Buffer.from('{"uip":"proof"}').toString('base64url')}.`;

/** The entity that a sign-in gives, by the module that signs people in, with what a token of the realm claims. */
export async function signInEntity(
  installation: Installation & DirectorySettings,
  realm: string,
  claims: Record<string, unknown>,
): Promise<Entity> {
  const { oidc } = installation;
  const events = mockServices.events();
  const told: unknown[] = [];
  await events.subscribe({
    id: 'test',
    topics: ['kubedc.people'],
    onEvent: async ({ eventPayload }) => {
      told.push(eventPayload);
    },
  });
  const platform = realm === oidc.platformRealm;
  const of = realm === oidc.broker?.realm ? 'all' : 'organization';
  const fullProfile = {
    tokenset: {},
    userinfo: { sub: '1', ...claims },
    realm: {
      installation,
      oidc,
      name: realm,
      platform,
      of: platform ? 'platform' : of,
      prefix: platform ? oidc.platformPrefix : realm,
      issuer: oidc.issuer.replace('{realm}', realm),
      prefixesOfOthers: [],
    },
  };
  const resolve = createKubedcSignInResolver({
    events,
    logger: mockServices.logger.mock(),
    // What a sign-in keeps for itself is not wanted here.
    store: { add: async () => {}, endSession: async () => {} },
  } as never);
  await resolve({ profile: {}, result: { fullProfile } as never }, {
    issueToken: async () => ({ token: TOKEN }),
  } as never);
  return userEntityOf(readSignInEvent(told[0]), installation);
}
