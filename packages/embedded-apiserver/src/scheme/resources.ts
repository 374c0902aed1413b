import { groupVersion } from '../types';
import { Resource } from './resource';

/** One served version of one group. */
export interface ServedVersion {
  group: string;
  version: string;
  resources: Resource[];
}

function key(group: string, version: string): string {
  return `${group}/${version}`;
}

/** Every resource the server serves itself, in each of its versions. */
export class Resources {
  private readonly versions = new Map<string, ServedVersion>();
  /** Goes up whenever a resource comes, changes or goes. */
  revision = 0;

  set(resource: Resource): void {
    const id = key(resource.group, resource.version);
    const served = this.versions.get(id) ?? {
      group: resource.group,
      version: resource.version,
      resources: [],
    };
    this.versions.set(id, served);
    const at = served.resources.findIndex(
      r => r.resource === resource.resource,
    );
    if (at < 0) {
      served.resources.push(resource);
    } else {
      served.resources[at] = resource;
    }
    this.revision++;
  }

  remove(group: string, version: string, resource: string): void {
    const served = this.versions.get(key(group, version));
    if (!served) {
      return;
    }
    served.resources = served.resources.filter(r => r.resource !== resource);
    if (served.resources.length === 0) {
      this.versions.delete(key(group, version));
    }
    this.revision++;
  }

  find(group: string, version: string, resource: string): Resource | undefined {
    return this.versions
      .get(key(group, version))
      ?.resources.find(r => r.resource === resource);
  }

  findKind(apiVersion: string, kind: string): Resource | undefined {
    return [...this.versions.values()]
      .find(v => groupVersion(v.group, v.version) === apiVersion)
      ?.resources.find(r => r.kind === kind);
  }

  /** Any version of a resource. */
  findAny(group: string, resource: string): Resource | undefined {
    for (const served of this.versions.values()) {
      const found =
        served.group === group &&
        served.resources.find(r => r.resource === resource);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  /** Whether a group is one of this server's own, not of a definition. */
  isBuiltin(group: string): boolean {
    return this.all().some(
      served => served.group === group && served.resources.some(r => !r.custom),
    );
  }

  version(group: string, version: string): ServedVersion | undefined {
    return this.versions.get(key(group, version));
  }

  all(): ServedVersion[] {
    return [...this.versions.values()];
  }

  /** One version of each stored resource. */
  stored(): Resource[] {
    const byKey = new Map<string, Resource>();
    for (const served of this.versions.values()) {
      for (const resource of served.resources) {
        if (
          resource.verbs.includes('list') &&
          !byKey.has(resource.storageKey)
        ) {
          byKey.set(resource.storageKey, resource);
        }
      }
    }
    return [...byKey.values()];
  }
}
