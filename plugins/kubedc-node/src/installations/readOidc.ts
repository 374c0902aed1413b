import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { keyOf, readChoice, refuseUnknownKeys } from './configReaders';
import type { BrokerSettings, OidcSettings } from './types';

const KEYS = [
  'issuer',
  'clientId',
  'clientSecret',
  'caFile',
  'scope',
  'platformRealm',
  'platformPrefix',
  'organizations',
  'apiToken',
  'broker',
] as const;

const BROKER_KEYS = ['realm', 'title', 'prefix', 'groupsBelow'] as const;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const REALM_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reads the sign-in settings of an installation. */
export function readOidc(config: Config, name: string): OidcSettings {
  refuseUnknownKeys(config, KEYS, `${name}.oidc`);
  const issuer = config.getString('issuer').replace(/\/+$/, '');
  if (!isIssuer(issuer)) {
    throw new InputError(
      `${keyOf(
        name,
        'oidc.issuer',
      )} must be an https address with {realm} in it`,
    );
  }
  // The browser reads it; a misspelt one shall not pass for the default.
  readChoice(config, 'apiToken', `${name}.oidc`, ['accessToken', 'idToken']);
  const platformRealm = config.getOptionalString('platformRealm') ?? 'master';
  const platformPrefix =
    config.getOptionalString('platformPrefix') ?? 'platform';
  return {
    issuer,
    clientId: config.getString('clientId'),
    clientSecret: config.getOptionalString('clientSecret'),
    caFile: config.getOptionalString('caFile'),
    scope: config.getOptionalString('scope') ?? 'openid profile email',
    platformRealm,
    platformPrefix,
    organizations: config.getOptionalStringArray('organizations'),
    ...(config.has('broker') && {
      broker: readBroker(config.getConfig('broker'), `${name}.oidc.broker`, [
        platformRealm,
        platformPrefix,
        'system',
      ]),
    }),
  };
}

/** The client's secret and people's codes go there, so without https only within this machine. */
function isIssuer(issuer: string): boolean {
  const address = issuer.replace('{realm}', 'realm');
  if (address === issuer || !URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname, username, search, hash } = new URL(address);
  return (
    !username &&
    !search &&
    !hash &&
    (protocol === 'https:' ||
      (protocol === 'http:' && LOOPBACK.includes(hostname)))
  );
}

function readBroker(
  config: Config,
  where: string,
  taken: string[],
): BrokerSettings {
  refuseUnknownKeys(config, BROKER_KEYS, where);
  const realm = config.getString('realm');
  const prefix = config.getOptionalString('prefix') ?? realm;
  for (const [key, value] of Object.entries({ realm, prefix })) {
    if (!REALM_NAME.test(value) || taken.includes(value)) {
      throw new InputError(
        `${keyOf(
          where,
          key,
        )} must be a name of lower-case letters, digits and dashes, and none of ${taken.join(
          ', ',
        )}`,
      );
    }
  }
  const groupsBelow = config.getOptionalString('groupsBelow') ?? '/orgs';
  if (!/^(\/[^/]+)+$/.test(groupsBelow)) {
    throw new InputError(
      `${keyOf(where, 'groupsBelow')} must be the path of a group, as /orgs is`,
    );
  }
  return { realm, prefix, groupsBelow };
}
