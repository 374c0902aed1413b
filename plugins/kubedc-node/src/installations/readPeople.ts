import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { keyOf, refuseUnknownKeys } from './configReaders';
import type { OidcSettings, PeopleSettings } from './types';

const KEYS = ['clientId', 'clientSecret', 'realm', 'schedule'] as const;

/** Reads how the people of an installation's realms are read. */
export function readPeople(
  config: Config,
  name: string,
  oidc: OidcSettings | undefined,
): PeopleSettings {
  refuseUnknownKeys(config, KEYS, `${name}.people`);
  if (!oidc) {
    throw new InputError(
      `${keyOf(name, 'oidc')} is required with ${keyOf(
        name,
        'people',
      )}: it says where the realms are`,
    );
  }
  if (!oidc.issuer.endsWith('/realms/{realm}')) {
    throw new InputError(
      `${keyOf(name, 'oidc.issuer')} must end in /realms/{realm} with ${keyOf(
        name,
        'people',
      )}, as those of Keycloak do`,
    );
  }
  return {
    clientId: config.getString('clientId'),
    clientSecret: config.getString('clientSecret'),
    realm: config.getOptionalString('realm') ?? oidc.platformRealm,
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : {
          frequency: { minutes: 10 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 15 },
        },
  };
}
