import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * Who something is for: all who are signed in, those who signed in with a platform, those who run one, or nobody.
 *
 * @public
 */
export type Audience = 'everybody' | 'members' | 'operators' | 'nobody';

/**
 * What a policy says beyond the platforms themselves; all of it is optional in the configuration under
 * `kubedc.permission`.
 *
 * @public
 */
export interface KubedcPolicyOptions {
  /** Catalog entities that stand for nothing on a platform. `owners` are whoever owns the entity, and operators. */
  entities: {
    read: Audience | 'owners';
    change: Audience | 'owners';
  };
  /** Installations where the portal's account acts for everybody. */
  serviceAccount: {
    installations: readonly string[];
    read: Exclude<Audience, 'operators'>;
    operate: Exclude<Audience, 'operators'>;
  };
  /** Who has a permission, by its name, or by its beginning with `*` at the end. */
  permissions: Readonly<Record<string, Audience>>;
}

/** What holds without any configuration. */
export const DEFAULT_POLICY_OPTIONS: KubedcPolicyOptions = {
  entities: { read: 'everybody', change: 'operators' },
  serviceAccount: { installations: [], read: 'nobody', operate: 'nobody' },
  permissions: {},
};

const ROOT = 'kubedc.permission';
const SHARED = ['everybody', 'members', 'nobody'] as const;
const AUDIENCES = ['everybody', 'members', 'operators', 'nobody'] as const;
const OWNERS = [...AUDIENCES, 'owners'] as const;

/** Decided by conditions; a word for all of them would give away or hide tenants. */
const CONDITIONAL = [
  'catalog.entity.read',
  'catalog.entity.refresh',
  'catalog.entity.delete',
  'scaffolder.task.read',
  'scaffolder.task.cancel',
];

function wordOf<T extends string>(
  config: Config | undefined,
  key: string,
  words: readonly T[],
  fallback: T,
): T {
  const value = config?.getOptionalString(key) ?? fallback;
  const word = words.find(candidate => candidate === value);
  if (word === undefined) {
    throw new InputError(
      `${ROOT}.${key}: use one of ${words.join(', ')}, not '${value}'`,
    );
  }
  return word;
}

function isConditional(name: string): boolean {
  return CONDITIONAL.includes(name) || name.startsWith('kubedc.resource.');
}

function readPermissions(config: Config | undefined): Record<string, Audience> {
  const found = config?.getOptional<Record<string, unknown>>('permissions');
  return Object.fromEntries(
    Object.entries(found ?? {}).map(([name, value]) => {
      const key = `${ROOT}.permissions['${name}']`;
      const audience = AUDIENCES.find(word => word === value);
      if (audience === undefined) {
        throw new InputError(
          `${key}: use one of ${AUDIENCES.join(', ')}, not '${value}'`,
        );
      }
      if (isConditional(name)) {
        throw new InputError(
          `${key}: this is decided for each resource; see 'entities' and 'serviceAccount'`,
        );
      }
      return [name, audience];
    }),
  );
}

function sharedInstallations(config: Config): string[] {
  const installations = config.getOptionalConfig('kubedc.installations');
  return (installations?.keys() ?? []).filter(
    name => installations?.getOptional(`${name}.identity`) === 'serviceAccount',
  );
}

/**
 * Reads what the configuration says under `kubedc.permission`.
 *
 * @throws InputError that names the key, for a word that is none of those it takes.
 * @public
 */
export function readKubedcPolicyOptions(config: Config): KubedcPolicyOptions {
  const own = config.getOptionalConfig(ROOT);
  const { entities, serviceAccount } = DEFAULT_POLICY_OPTIONS;
  return {
    entities: {
      read: wordOf(own, 'entities.read', OWNERS, entities.read),
      change: wordOf(own, 'entities.change', OWNERS, entities.change),
    },
    serviceAccount: {
      installations: sharedInstallations(config),
      read: wordOf(own, 'serviceAccount.read', SHARED, serviceAccount.read),
      operate: wordOf(
        own,
        'serviceAccount.operate',
        SHARED,
        serviceAccount.operate,
      ),
    },
    permissions: readPermissions(own),
  };
}
