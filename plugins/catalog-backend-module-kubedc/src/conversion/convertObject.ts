import { createHash } from 'node:crypto';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  Installation,
  Mirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { EntityConverter } from '../converters/types';
import { createContext } from './createContext';
import { TrackedObjects } from './TrackedObjects';

const NUL_AS_JSON = '\\u0000';

/** An entity with its ref and what tells whether it changed. */
export interface ConvertedEntity {
  ref: string;
  hash: string;
  entity: Entity;
}

/** What came out of one object. */
export interface Conversion {
  /** Absent when the converter failed. */
  entities?: ConvertedEntity[];
  error?: Error;
  /** Keys of the facts it depends on. */
  read: ReadonlySet<string>;
  /** Types it depends on whose first list is not complete. */
  unsynced: ResourceType[];
}

/** Converts an object. Also a failure tells what was read, as another state of that may end it. */
export function convertObject(
  object: KubernetesObject,
  converter: EntityConverter,
  options: {
    installation: Installation;
    mirror: Mirror;
    hintNamespaces: readonly string[];
    kinds: ReadonlySet<string>;
    components: readonly string[];
    skip: (object: KubernetesObject, reason: string) => void;
  },
): Conversion {
  const related = new TrackedObjects(options.mirror);
  const outcome = attempt(() =>
    converter
      .convert(object, createContext({ ...options, related }))
      .map(withRef),
  );
  return {
    ...outcome,
    read: related.read,
    unsynced: [...related.unsynced.values()],
  };
}

function attempt(
  convert: () => ConvertedEntity[],
): Pick<Conversion, 'entities' | 'error'> {
  try {
    return { entities: convert() };
  } catch (error) {
    return { error: toError(error) };
  }
}

/** Adds ref and hash to an entity. */
export function withRef(given: Entity): ConvertedEntity {
  const text = JSON.stringify(given);
  const entity = text.includes(NUL_AS_JSON) ? withoutNul(text) : given;
  return {
    ref: stringifyEntityRef(entity),
    // A short hash in place of the entity: the writer remembers one for every entity there is.
    hash: createHash('sha256').update(text).digest('base64').slice(0, 16),
    entity,
  };
}

/** Kubernetes takes the character NUL in any text, PostgreSQL in none: the catalog would never show such an entity. */
function withoutNul(text: string): Entity {
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value,
  );
}
