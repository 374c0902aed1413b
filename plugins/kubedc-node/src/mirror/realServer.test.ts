import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { startRealApiServer, type RealApiServer } from '@kubedc/real-apiserver';
import { TcpProxy } from '../__testUtils__/TcpProxy';
import { KubernetesClient } from '../client';
import { HttpsTransport } from '../transport';
import { ObjectMirror } from './ObjectMirror';
import type { MirrorChange } from './types';

const assets = process.env.KUBEBUILDER_ASSETS;
if (!assets) {
  process.stderr.write(
    '\nLEFT OUT: the mirror against a real API server, because KUBEBUILDER_ASSETS is not set\n',
  );
}
const describeWithPrograms = assets ? describe : describe.skip;

const typeOf = (
  group: string,
  kind: string,
  resource: string,
  namespaced: boolean = false,
): ResourceType => ({ group, version: 'v1', kind, resource, namespaced });

const configMaps = typeOf('', 'ConfigMap', 'configmaps', true);
const widgets = typeOf('example.com', 'Widget', 'widgets');
const RBAC = 'rbac.authorization.k8s.io';
const bindings = typeOf(RBAC, 'ClusterRoleBinding', 'clusterrolebindings');
const definitions = typeOf(
  'apiextensions.k8s.io',
  'CustomResourceDefinition',
  'customresourcedefinitions',
);

const configMap = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
});
const widget = (name: string): KubernetesObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name },
});
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Cluster',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object' } },
      },
    ],
  },
};
/** What makes the portal's account see everything. */
const binding = {
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'portal' },
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ apiGroup: RBAC, kind: 'User', name: 'portal' }],
};

describeWithPrograms('ObjectMirror on a real API server', () => {
  let dir: string;
  let server: RealApiServer;
  let proxy: TcpProxy;
  let admin: KubernetesClient;
  let mirror: ObjectMirror;
  let changes: MirrorChange[];
  const transports: HttpsTransport[] = [];
  const logger = mockServices.logger.mock();

  const startServer = (port?: number) =>
    startRealApiServer({
      dir,
      port,
      tokens: [
        { token: 'admin', user: 'root', groups: ['system:masters'] },
        { token: 'portal', user: 'portal', groups: [] },
      ],
    });

  function connect(url: string, token: string) {
    const transport = HttpsTransport.fromSettings({
      type: 'url',
      url,
      token,
      caFile: server.caFile,
    });
    transports.push(transport);
    return transport;
  }

  /** Mirrors the server by the proxy, as one of its accounts. */
  async function follow(token: string) {
    mirror = new ObjectMirror({
      installation: 'test',
      transport: connect(`https://127.0.0.1:${proxy.port}`, token),
      types: [configMaps, widgets],
      logger,
      limits: {
        watchSeconds: [2, 2],
        graceSeconds: 1,
        firstPauseMs: 50,
        longestPauseMs: 200,
        slowPauseMs: 200,
        shortestWatchMs: 0,
      },
    });
    changes = [];
    mirror.start();
    await mirror.whenSynced(configMaps);
    mirror.subscribe(change => changes.push(change));
  }

  /** Resolves when something about the mirror holds. */
  async function until(condition: () => boolean): Promise<void> {
    if (condition()) {
      return;
    }
    const unsubscribe: Array<() => void> = [];
    await new Promise<void>(resolve => {
      const check = () => condition() && resolve();
      unsubscribe.push(mirror.subscribe(check), mirror.subscribeStatus(check));
    });
    unsubscribe.forEach(each => each());
  }

  const names = (type: ResourceType = configMaps) =>
    mirror
      .list(type, type.namespaced ? 'default' : undefined)
      .map(({ metadata }) => metadata.name)
      .filter(name => name !== 'kube-root-ca.crt')
      .sort()
      .join();
  const deletions = () =>
    changes
      .filter(({ action }) => action === 'deleted')
      .map(({ object }) => object.metadata.name);

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-mirror-'));
    server = await startServer();
    admin = new KubernetesClient(connect(server.url, 'admin'));
    await admin.create(bindings, binding);
  });

  beforeEach(async () => {
    proxy = await TcpProxy.start(server.url);
    for (const name of ['a', 'b']) {
      await admin.create(configMaps, configMap(name));
    }
    await follow('portal');
  });

  afterEach(async () => {
    await mirror.stop();
    await proxy.stop();
    for (const name of ['a', 'b', 'c', 'd']) {
      if (await admin.find(configMaps, 'default', name)) {
        await admin.delete(configMaps, 'default', name);
      }
    }
  });

  afterAll(async () => {
    transports.forEach(transport => transport.close());
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('loses nothing when the server is killed and started again', async () => {
    await server.restart();
    await admin.create(configMaps, configMap('c'));

    await until(() => names() === 'a,b,c');

    expect(deletions()).toEqual([]);
    expect(mirror.status(configMaps).expired).toBe(0);
  });

  it('lists again when the server has forgotten where it stood, and knows what went meanwhile', async () => {
    proxy.cut();
    await until(() => mirror.status(configMaps).state === 'backoff');
    expect(names()).toBe('a,b');
    await admin.delete(configMaps, 'default', 'b');
    await admin.create(configMaps, configMap('c'));
    await server.compact();
    await server.restart();
    await admin.create(configMaps, configMap('d'));
    proxy.mend();

    await until(() => names() === 'a,c,d');

    expect(mirror.status(configMaps).expired).toBeGreaterThan(0);
    expect(deletions()).toEqual(['b']);
  });

  it('does not believe in a silent connection', async () => {
    await until(() => mirror.status(configMaps).state === 'watching');
    proxy.silence();
    await admin.create(configMaps, configMap('c'));
    await admin.delete(configMaps, 'default', 'a');

    await until(() => names() === 'b,c');

    expect(deletions()).toEqual(['a']);
  });

  it('keeps what it has while it may not list it, and catches up', async () => {
    await admin.delete(bindings, undefined, 'portal');
    await until(() => mirror.status(configMaps).state === 'forbidden');
    expect(mirror.status(configMaps).message).toContain('User "portal" cannot');
    expect(names()).toBe('a,b');
    await admin.create(configMaps, configMap('c'));
    await admin.create(bindings, binding);

    await until(() => names() === 'a,b,c');

    expect(deletions()).toEqual([]);
  });

  it('follows a kind that appears, goes and comes back', async () => {
    /** A definition is served a moment after it was made. */
    const made = async (name: string) => {
      for (;;) {
        try {
          return await admin.create(widgets, widget(name));
        } catch (error) {
          if ((error as { code?: number }).code !== 404) {
            throw error;
          }
          await new Promise(resolve => {
            setTimeout(resolve, 100);
          });
        }
      }
    };
    await until(() => mirror.status(widgets).state === 'absent');
    await admin.create(definitions, definition);
    await made('one');
    await until(() => names(widgets) === 'one');

    await admin.delete(definitions, undefined, 'widgets.example.com');
    await until(() => mirror.status(widgets).state === 'absent');
    await admin.create(definitions, definition);
    await made('two');

    await until(() => names(widgets) === 'two');
    expect(names()).toBe('a,b');
    await admin.delete(definitions, undefined, 'widgets.example.com');
  });

  it('notices that the server was put back to an older state', async () => {
    // One that may list at once: who is refused lists anew for that reason.
    await mirror.stop();
    await follow('admin');
    // So far that the server that comes next is behind.
    const write = (round: number) =>
      Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          admin.patch(configMaps, 'default', 'a', {
            data: { [`k${index}`]: `v${round}` },
          }),
        ),
      );
    for (let round = 0; round < 40; round += 1) {
      await write(round);
    }
    const { port } = new URL(server.url);
    const before = Number(
      (await admin.get(configMaps, 'default', 'a')).metadata.resourceVersion,
    );
    await until(
      () =>
        mirror.get(configMaps, 'default', 'a')?.metadata.resourceVersion ===
        String(before),
    );
    await server.stop();
    server = await startServer(Number(port));
    const { metadata } = await admin.create(configMaps, configMap('d'));
    expect(Number(metadata.resourceVersion)).toBeLessThan(before);

    await until(() => names() === 'd');

    expect(
      changes
        .filter(({ action }) => action === 'deleted')
        .filter(({ object }) => object.metadata.namespace === 'default')
        .every(({ source }) => source === 'list'),
    ).toBe(true);
  });
});
