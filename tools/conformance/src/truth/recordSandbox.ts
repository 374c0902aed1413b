import { TestServer, Watch } from '@kubedc/embedded-apiserver/testing';
import {
  CertificateAuthority,
  installPlatform,
  KubeClient,
  startPlatform,
} from '@kubedc/sandbox/platform';
import { join } from 'node:path';

/** A resource that an API server lists. */
export interface ListedResource {
  group: string;
  version: string;
  plural: string;
  kind: string;
  isNamespaced: boolean;
  hasStatus: boolean;
}

/** An object as the tests handle it. */
export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    [field: string]: unknown;
  };
  status?: unknown;
  [field: string]: unknown;
}

/** A version of an object, in the order in which they came. */
export interface RecordedVersion {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: ListedResource;
  object: StoredObject;
}

/** Groups in which an API server keeps its own house. */
const HOUSEKEEPING =
  /^((apiregistration|coordination|flowcontrol\.apiserver|discovery|admissionregistration|internal\.apiserver)\.k8s\.io|apiextensions\.k8s\.io|events\.k8s\.io)$/;

interface DiscoveredResource {
  name: string;
  kind: string;
  namespaced: boolean;
  verbs: string[];
}

/** All resources of an API server whose objects people and controllers write. */
export async function listedResources(
  server: TestServer,
): Promise<ListedResource[]> {
  const { body } = await server.get('/apis');
  const versions: [group: string, version: string][] = [['', 'v1']];
  for (const { name, preferredVersion } of body.groups) {
    if (!HOUSEKEEPING.test(name)) {
      versions.push([name, preferredVersion.version]);
    }
  }
  const found: ListedResource[] = [];
  for (const [group, version] of versions) {
    const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
    const resources: DiscoveredResource[] = (await server.get(path)).body
      .resources;
    const names = resources.map(({ name }) => name);
    for (const { name, kind, namespaced, verbs } of resources) {
      if (!name.includes('/') && verbs.includes('watch')) {
        found.push({
          group,
          version,
          plural: name,
          kind,
          isNamespaced: namespaced,
          hasStatus: names.includes(`${name}/status`),
        });
      }
    }
  }
  return found;
}

/** Path of a collection, or of an object in it. */
export function pathOf(
  { group, version, plural, isNamespaced }: ListedResource,
  namespace?: string,
  name?: string,
): string {
  return [
    group ? `/apis/${group}/${version}` : `/api/${version}`,
    ...(isNamespaced && namespace ? ['namespaces', namespace] : []),
    plural,
    ...(name ? [encodeURIComponent(name)] : []),
  ].join('/');
}

async function follow(
  watch: Watch,
  resource: ListedResource,
  versions: RecordedVersion[],
): Promise<void> {
  for (;;) {
    let event;
    try {
      event = await watch.next();
    } catch {
      // Closed when all has been seen.
      return;
    }
    if (!/^(ADDED|MODIFIED|DELETED)$/.test(event.type)) {
      throw new Error(`${resource.plural}: ${JSON.stringify(event)}`);
    }
    versions.push({
      type: event.type as RecordedVersion['type'],
      resource,
      object: event.object,
    });
  }
}

/** A sandbox whose objects are recorded, all versions of them. */
export class RecordedSandbox {
  readonly versions: RecordedVersion[] = [];
  private readonly watches: Watch[] = [];
  private readonly following: Promise<void>[] = [];

  private constructor(
    readonly server: TestServer,
    private readonly end: () => Promise<void>,
  ) {}

  /** Starts one with the demo tenants; resolves when these are there. */
  static async start(): Promise<RecordedSandbox> {
    const server = await TestServer.start();
    const connection = {
      server: server.server.url,
      ca: server.server.caData,
      token: 'admin',
    };
    let stopPlatform = async () => {};
    const sandbox = new RecordedSandbox(server, async () => {
      await stopPlatform();
      await server.remove();
    });
    try {
      const client = new KubeClient(connection);
      await installPlatform(client);
      client.close();
      await sandbox.watchAll();
      const platform = await startPlatform({
        connection,
        authority: await CertificateAuthority.open(join(server.dir, 'pki')),
        speed: 'fast',
        seed: 'demo',
        logger: { debug() {}, info() {}, warn() {}, error() {} },
      });
      stopPlatform = () => platform.stop();
      return sandbox;
    } catch (error) {
      await sandbox.stop();
      throw error;
    }
  }

  private async watchAll(): Promise<void> {
    for (const resource of await listedResources(this.server)) {
      const watch = this.server.watch(`${pathOf(resource)}?watch=true`);
      this.watches.push(watch);
      this.following.push(follow(watch, resource, this.versions));
    }
  }

  /** Ends it; what was recorded stays. */
  async stop(): Promise<void> {
    this.watches.forEach(watch => watch.close());
    await Promise.all(this.following);
    await this.end();
  }
}
