import { Answer, ApiClient } from '@kubedc/embedded-apiserver/testing';
import { containedIn } from './contained';
import {
  ListedResource,
  pathOf,
  RecordedVersion,
  StoredObject,
} from './recordSandbox';

const STRICT = 'fieldValidation=Strict';

/** What the API server itself gives an object. */
const GIVEN = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  // Of objects that have another uid there, which would be garbage.
  'ownerReferences',
];

/** What the real API server and its controllers make themselves. */
function isOwn({ resource, object }: RecordedVersion): boolean {
  const { name, namespace } = object.metadata;
  return (
    (resource.plural === 'serviceaccounts' && name === 'default') ||
    name === 'kube-root-ca.crt' ||
    /^(system[:-]|cluster-admin$|admin$|edit$|view$)/.test(name) ||
    /^(kube-(system|public|node-lease)|default)$/.test(namespace ?? '') ||
    (resource.plural === 'namespaces' &&
      /^(default|kube-(system|public|node-lease))$/.test(name)) ||
    (resource.plural === 'services' && name === 'kubernetes')
  );
}

/** The object as a person would write it. */
export function asWritten(object: StoredObject): StoredObject {
  const written = structuredClone(object);
  GIVEN.forEach(field => delete written.metadata[field]);
  if (written.kind === 'Service') {
    // Addresses of the cluster that it is in.
    const spec = written.spec as Record<string, unknown>;
    delete spec.clusterIP;
    delete spec.clusterIPs;
  }
  return written;
}

function withoutStatus({ status: _status, ...rest }: StoredObject) {
  return rest as StoredObject;
}

/** Sends recorded versions to another API server, and says what it does not take or keep. */
export class Replay {
  readonly problems: string[] = [];
  /** Versions that were stored, by kind. */
  readonly stored = new Map<string, number>();

  constructor(private readonly api: ApiClient) {}

  /** Sends all versions, each object's in order, several objects at a time. */
  async run(versions: RecordedVersion[]): Promise<void> {
    const objects = new Map<string, RecordedVersion[]>();
    for (const version of versions.filter(entry => !isOwn(entry))) {
      const { namespace, name } = version.object.metadata;
      const path = pathOf(version.resource, namespace, name);
      objects.set(path, [...(objects.get(path) ?? []), version]);
    }
    const rank = ([first]: RecordedVersion[]) =>
      ({ namespaces: 0, resourcequotas: 2, limitranges: 2 }[
        first.resource.plural
      ] ?? 1);
    for (const turn of [0, 1, 2]) {
      const waiting = [...objects].filter(([, list]) => rank(list) === turn);
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            await this.live(...next);
          }
        }),
      );
    }
  }

  /** The life of one object. */
  private async live(path: string, versions: RecordedVersion[]): Promise<void> {
    let current: StoredObject | undefined;
    let before: StoredObject | undefined;
    for (const { type, resource, object } of versions) {
      const written = asWritten(object);
      if (type === 'DELETED') {
        current =
          resource.plural === 'namespaces' ? current : await this.remove(path);
      } else {
        current = current
          ? await this.change(path, resource, written, before as StoredObject)
          : await this.create(resource, written);
        if (current && resource.hasStatus && written.status) {
          current = await this.tell(path, written, current);
        }
        if (!current) {
          return;
        }
        this.stored.set(
          resource.kind,
          (this.stored.get(resource.kind) ?? 0) + 1,
        );
      }
      before = written;
    }
  }

  private async create(resource: ListedResource, written: StoredObject) {
    const body = resource.hasStatus ? withoutStatus(written) : written;
    const path = pathOf(resource, written.metadata.namespace);
    return this.expect(
      `create ${path}`,
      await this.api.post(`${path}?${STRICT}`, body),
      body,
    );
  }

  /** Sends what changed beside the status, if anything did. */
  private async change(
    path: string,
    resource: ListedResource,
    written: StoredObject,
    before: StoredObject,
  ) {
    const trim = (object: StoredObject) =>
      resource.hasStatus ? withoutStatus(object) : object;
    const patch = mergePatch(trim(before), trim(written));
    if (!patch) {
      return this.expect(`get ${path}`, await this.api.get(path), {});
    }
    return this.expect(
      `patch ${path}`,
      await this.api.patch(`${path}?${STRICT}`, 'merge', patch),
      trim(written),
    );
  }

  /** Sends a status; again when a controller of the real cluster has come before. */
  private async tell(
    path: string,
    { status }: StoredObject,
    current: StoredObject,
  ) {
    const target = `${path}/status`;
    let answer = await this.api.put(`${target}?${STRICT}`, {
      ...current,
      status,
    });
    while (answer.code === 409) {
      const { body } = await this.api.get(path);
      answer = await this.api.put(`${target}?${STRICT}`, { ...body, status });
    }
    return this.expect(`put ${target}`, answer, { status });
  }

  private async remove(path: string): Promise<undefined> {
    await this.api.patch(path, 'merge', { metadata: { finalizers: null } });
    await this.api.delete(path, { gracePeriodSeconds: 0 });
    await this.api.until(path, ({ code }) => code === 404);
    return undefined;
  }

  private expect(
    what: string,
    { code, body, text }: Answer,
    sent: object,
  ): StoredObject | undefined {
    if (code > 201) {
      this.problems.push(`${what}: ${code} ${body?.message ?? text}`);
      return undefined;
    }
    const lost = containedIn(body, sent);
    this.problems.push(...lost.map(path => `${what}: ${path} was not kept`));
    return body;
  }
}

/** What makes one object of another, as a merge patch; undefined when they are the same. */
export function mergePatch(from: unknown, to: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(from) || !isObject(to)) {
    return JSON.stringify(from) === JSON.stringify(to) ? undefined : to;
  }
  const changes = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .map(key => [key, key in to ? mergePatch(from[key], to[key]) : null])
    .filter(([, change]) => change !== undefined);
  return changes.length > 0 ? Object.fromEntries(changes) : undefined;
}
