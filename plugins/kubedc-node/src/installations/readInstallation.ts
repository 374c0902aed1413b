import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  keyOf,
  readChoice,
  readOptionalUrl,
  refuseUnknownKeys,
} from './configReaders';
import { readConnection } from './readConnection';
import { readOffers } from './readOffers';
import { readOidc } from './readOidc';
import { readPeople } from './readPeople';
import type { IdentityMode, Installation } from './types';

const KEYS = [
  'title',
  'kubeconfig',
  'context',
  'url',
  'token',
  'tokenFile',
  'caFile',
  'caData',
  'identity',
  'entityNamespacePrefix',
  'oidc',
  'people',
  'kubeDcApi',
  'prometheus',
  'loki',
  's3',
  'domain',
  'namespaces',
  'imagesConfigMap',
  'offers',
] as const;

/**
 * Reads one block of `kubedc.installations`.
 *
 * @throws an error that names the key which is wrong.
 */
export function readInstallation(config: Config, name: string): Installation {
  refuseUnknownKeys(config, KEYS, name);
  const oidcConfig = config.getOptionalConfig('oidc');
  const oidc = oidcConfig && readOidc(oidcConfig, name);
  const people = config.getOptionalConfig('people');
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    connection: readConnection(config, name),
    identity: readIdentityMode(config, name),
    entityNamespacePrefix: readPrefix(config, name),
    oidc,
    people: people && readPeople(people, name, oidc),
    kubeDcApi: readOptionalUrl(config, 'kubeDcApi', name),
    prometheus: readOptionalUrl(config, 'prometheus', name),
    loki: readOptionalUrl(config, 'loki', name),
    s3: readOptionalUrl(config, 's3', name),
    domain: config.getOptionalString('domain'),
    namespaces: config.getOptionalStringArray('namespaces') ?? [],
    imagesConfigMap: readImagesConfigMap(config, name),
    offers: readOffers(config.getOptionalConfig('offers'), name),
  };
}

function readIdentityMode(config: Config, name: string): IdentityMode {
  const mode = readChoice(config, 'identity', name, [
    'impersonate',
    'oidc',
    'serviceAccount',
  ]);
  if (mode === 'oidc' && !config.has('oidc')) {
    throw new InputError(
      `${keyOf(name, 'oidc')} is required with ${keyOf(
        name,
        'identity',
      )} 'oidc': the tokens come from its realms`,
    );
  }
  return mode;
}

function readPrefix(config: Config, name: string): string {
  const prefix = config.getOptionalString('entityNamespacePrefix') ?? '';
  // It begins an entity namespace, so it may hold nothing that a namespace may not, and must leave room for a name.
  if (!/^([a-z0-9][a-z0-9-]{0,19})?$/.test(prefix)) {
    throw new InputError(
      `${keyOf(
        name,
        'entityNamespacePrefix',
      )} must be at most 20 small letters, digits and dashes, beginning with a letter or digit, but is '${prefix}'`,
    );
  }
  return prefix;
}

function readImagesConfigMap(
  config: Config,
  name: string,
): Installation['imagesConfigMap'] {
  const value =
    config.getOptionalString('imagesConfigMap') ?? 'kube-dc/images-configmap';
  const match = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/.exec(value);
  if (!match) {
    throw new InputError(
      `${keyOf(
        name,
        'imagesConfigMap',
      )} must be '<namespace>/<name>', but is '${value}'`,
    );
  }
  return { namespace: match[1], name: match[2] };
}
