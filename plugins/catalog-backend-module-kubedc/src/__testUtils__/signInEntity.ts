import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createKubedcSignInResolver } from '@kubedc/backstage-plugin-auth-backend-module-kubedc';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import type { DirectorySettings } from '../directory/KeycloakClient';
import { readSignInEvent, userEntityOf } from '../providers/signInEvent';

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
  const fullProfile = {
    tokenset: {},
    userinfo: { sub: '1', ...claims },
    realm: {
      installation,
      oidc,
      name: realm,
      platform,
      prefix: platform ? oidc.platformPrefix : realm,
      issuer: oidc.issuer.replace('{realm}', realm),
    },
  };
  await createKubedcSignInResolver({
    events,
    logger: mockServices.logger.mock(),
  })({ profile: {}, result: { fullProfile } as never }, {
    issueToken: async () => ({ token: '' }),
  } as never);
  return userEntityOf(readSignInEvent(told[0]), installation);
}
