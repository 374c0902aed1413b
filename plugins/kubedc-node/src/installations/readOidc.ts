import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { keyOf, refuseUnknownKeys } from './configReaders';
import type { OidcSettings } from './types';

const KEYS = [
  'issuer',
  'clientId',
  'clientSecret',
  'caFile',
  'scope',
  'platformRealm',
  'platformPrefix',
  'organizations',
] as const;

/** Reads the sign-in settings of an installation. */
export function readOidc(config: Config, name: string): OidcSettings {
  refuseUnknownKeys(config, KEYS, `${name}.oidc`);
  const issuer = config.getString('issuer').replace(/\/+$/, '');
  if (
    !issuer.includes('{realm}') ||
    !/^https?:/.test(issuer) ||
    !URL.canParse(issuer.replace('{realm}', 'realm'))
  ) {
    throw new InputError(
      `${keyOf(name, 'oidc.issuer')} must be an address with {realm} in it`,
    );
  }
  return {
    issuer,
    clientId: config.getString('clientId'),
    clientSecret: config.getOptionalString('clientSecret'),
    caFile: config.getOptionalString('caFile'),
    scope: config.getOptionalString('scope') ?? 'openid profile email',
    platformRealm: config.getOptionalString('platformRealm') ?? 'master',
    platformPrefix: config.getOptionalString('platformPrefix') ?? 'platform',
    organizations: config.getOptionalStringArray('organizations'),
  };
}
