import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  startEmbeddedApiServer,
  type EmbeddedApiServer,
} from '@kubedc/embedded-apiserver';
import { freePorts } from '@kubedc/real-apiserver/programs';
import { KubernetesClient } from '../client';
import { HttpsTransport } from '../transport';
import { ObjectMirror } from './ObjectMirror';
import type { MirrorChange } from './types';

const configMaps: ResourceType = {
  group: '',
  version: 'v1',
  resource: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
};
const widgets: ResourceType = {
  group: 'example.com',
  version: 'v1',
  resource: 'widgets',
  kind: 'Widget',
  namespaced: true,
};

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data: { key: name },
});

describe('ObjectMirror', () => {
  let directory: string;
  let port: number;
  let api: EmbeddedApiServer;
  let transport: HttpsTransport;
  let client: KubernetesClient;
  let mirror: ObjectMirror;
  const logger = mockServices.logger.mock();

  const startApi = () =>
    startEmbeddedApiServer({
      dataDir: directory,
      port,
      keep: true,
      tokens: [
        { token: 'portal', user: 'portal', groups: ['system:masters'] },
        { token: 'nobody', user: 'nobody', groups: [] },
      ],
    });

  function connect(token: string) {
    transport = HttpsTransport.fromSettings({
      type: 'url',
      url: api.url,
      token,
      caFile: api.caFile,
    });
    return transport;
  }

  function startMirror(types: ResourceType[]) {
    mirror = new ObjectMirror({
      installation: 'test',
      transport,
      types,
      logger,
      limits: {
        firstPauseMs: 20,
        longestPauseMs: 100,
        slowPauseMs: 100,
        pageSize: 3,
      },
    });
    mirror.start();
  }

  /** Resolves with the next change that fits. */
  const change = (fits: (change: MirrorChange) => boolean) =>
    new Promise<MirrorChange>(resolve => {
      const unsubscribe = mirror.subscribe(each => {
        if (fits(each)) {
          unsubscribe();
          resolve(each);
        }
      });
    });

  const state = (type: ResourceType, wanted: string) =>
    new Promise<void>(resolve => {
      if (mirror.status(type).state === wanted) {
        resolve();
        return;
      }
      const unsubscribe = mirror.subscribeStatus((_, status) => {
        if (status.state === wanted) {
          unsubscribe();
          resolve();
        }
      });
    });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubedc-mirror-'));
    // It comes back there after it was away, when no outgoing connection may have taken the port.
    [port] = await freePorts(1);
    api = await startApi();
    client = new KubernetesClient(connect('portal'));
  });

  afterEach(async () => {
    await mirror.stop();
    transport.close();
    await api.stop();
    await rm(directory, { recursive: true });
  });

  it('has what a real API has, page by page, and follows it', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
      await client.create(configMaps, configMap(name));
    }
    startMirror([configMaps]);
    await mirror.whenSynced(configMaps);
    const own = () =>
      mirror
        .list(configMaps, 'default')
        .map(({ metadata }) => metadata.name)
        .filter(name => name.length === 1)
        .sort();
    expect(own()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    await state(configMaps, 'watching');

    const added = change(({ action }) => action === 'added');
    await client.create(configMaps, configMap('h'));
    expect((await added).object).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'h' },
    });
    const modified = change(({ action }) => action === 'modified');
    await client.patch(configMaps, 'default', 'h', [
      { op: 'replace', path: '/data/key', value: 'new' },
    ]);
    expect((await modified).previous).toMatchObject({ data: { key: 'h' } });
    const deleted = change(({ action }) => action === 'deleted');
    await client.delete(configMaps, 'default', 'a');
    expect((await deleted).object.metadata.name).toBe('a');
    expect(own()).toEqual(['b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('keeps what it has while the API is away, and catches up', async () => {
    await client.create(configMaps, configMap('a'));
    startMirror([configMaps]);
    await mirror.whenSynced(configMaps);
    await api.stop();
    await state(configMaps, 'backoff');
    expect(mirror.get(configMaps, 'default', 'a')).toBeDefined();
    expect(mirror.status(configMaps).message).toMatch(
      /No answer from|closed the connection/,
    );
    expect(mirror.status(configMaps).restarts).toBeGreaterThan(0);

    api = await startApi();
    const added = change(
      ({ action, object }) =>
        action === 'added' && object.metadata.name === 'b',
    );
    await client.create(configMaps, configMap('b'));
    await added;
    expect(mirror.get(configMaps, 'default', 'a')).toBeDefined();
  });

  it('waits for a kind that the platform does not have yet', async () => {
    startMirror([configMaps, widgets]);
    await state(widgets, 'absent');
    await mirror.whenSynced(configMaps);
    expect(mirror.hasSynced(widgets)).toBe(false);
    api.load([definition]);
    await mirror.whenSynced(widgets);
    const added = change(({ type }) => type.resource === 'widgets');
    await client.create<KubernetesObject>(widgets, {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'w', namespace: 'default' },
    });
    expect((await added).object.metadata.name).toBe('w');
  });

  it('says in the words of the API what it may not list', async () => {
    transport.close();
    connect('nobody');
    startMirror([configMaps]);
    await state(configMaps, 'forbidden');
    expect(mirror.status(configMaps).message).toContain(
      'User "nobody" cannot watch resource "configmaps"',
    );
    const abort = new AbortController();
    const synced = mirror.whenSynced(configMaps, abort.signal);
    abort.abort(new Error('enough'));
    await expect(synced).rejects.toThrow('enough');
  });

  it('keeps one listener from harming another', async () => {
    startMirror([configMaps]);
    await state(configMaps, 'watching');
    mirror.subscribe(() => {
      throw new Error('a bug');
    });
    const added = change(({ object }) => object.metadata.name === 'a');
    await client.create(configMaps, configMap('a'));
    await added;
    expect(logger.error).toHaveBeenCalledWith(expect.stringContaining('a bug'));
  });

  it('answers nothing of types that it does not watch', () => {
    startMirror([configMaps]);
    expect(mirror.list(widgets)).toEqual([]);
    expect(mirror.get(widgets, 'default', 'a')).toBeUndefined();
    expect(mirror.hasSynced(widgets)).toBe(false);
    expect(() => mirror.status(widgets)).toThrow(
      'widgets.example.com is not mirrored',
    );
  });
});
