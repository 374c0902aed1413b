import { hasSubresource, Resource } from '../scheme/resource';
import { Resources } from '../scheme/resources';
import { Schema } from '../schema/types';
import { JsonObject, parseGroupVersion } from '../types';
import { FieldSet } from './fieldSet';
import {
  decodeManagers,
  encodeManagers,
  managerId,
  Managers,
} from './managers';
import { fieldElement, Path } from './pathElement';

const SCALE_VERSION = 'autoscaling/v1';
const REPLICAS: Path = ['f:spec', 'f:replicas'];
const BUILTIN_PATH = '.spec.replicas';

/** The kind that the `scale` subresource of all resources is of. */
export function scaleResource(parent: Resource, schema: Schema): Resource {
  return {
    ...parent,
    group: 'autoscaling',
    version: 'v1',
    kind: 'Scale',
    subresources: [],
    custom: undefined,
    fromStorage: undefined,
    toStorage: undefined,
    schema,
  };
}

/** Where a version of a resource keeps its replicas; nothing when it does not. */
function replicasIn(resource: Resource): Path | undefined {
  const path = resource.custom
    ? resource.custom.scale?.specReplicasPath
    : BUILTIN_PATH;
  return path && hasSubresource(resource, 'scale')
    ? path.split('.').filter(Boolean).map(fieldElement)
    : undefined;
}

/** Turns the owners of an object into those of its scale, and back. */
export class ScaleFields {
  private readonly parents: Managers;

  constructor(
    private readonly resources: Resources,
    private readonly resource: Resource,
    private readonly apiVersion: string,
    entries: unknown,
  ) {
    this.parents = decodeManagers(entries) ?? new Map();
  }

  /** The owners of the scale: those who own the object's replicas. */
  toScale(): JsonObject[] | undefined {
    const scales: Managers = new Map();
    for (const manager of this.parents.values()) {
      const path = this.path(manager.apiVersion);
      if (path && manager.set.has(path)) {
        const info = { ...manager, apiVersion: SCALE_VERSION };
        scales.set(managerId(info), { ...info, set: FieldSet.of(REPLICAS) });
      }
    }
    return encodeManagers(scales);
  }

  /** The owners of the object after a write of its scale. */
  toParent(entries: unknown): JsonObject[] | undefined {
    const scales = decodeManagers(entries) ?? new Map();
    const result: Managers = new Map();
    for (const [id, manager] of this.parents) {
      const path = this.path(manager.apiVersion);
      if (!path || !manager.set.has(path) || scales.has(id)) {
        result.set(id, manager);
        scales.delete(id);
        continue;
      }
      const set = manager.set.difference(FieldSet.of(path));
      if (!set.isEmpty()) {
        result.set(id, { ...manager, set });
      }
    }
    const path = this.path(this.apiVersion);
    for (const [id, manager] of scales) {
      if (path && manager.set.has(REPLICAS)) {
        const { apiVersion } = this;
        const { time } = this.parents.get(id) ?? {};
        const set = FieldSet.of(path);
        result.set(id, { ...manager, apiVersion, time, set });
      }
    }
    return encodeManagers(result);
  }

  private path(apiVersion: string): Path | undefined {
    const { group, version } = parseGroupVersion(apiVersion);
    const resource = this.resources.find(
      group,
      version,
      this.resource.resource,
    );
    return resource && replicasIn(resource);
  }
}
