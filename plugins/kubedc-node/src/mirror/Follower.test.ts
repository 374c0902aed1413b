import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import {
  organizationType,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { ScriptedApi, status } from '../__testUtils__/ScriptedApi';
import { HttpsTransport } from '../transport';
import { ObjectMirror } from './ObjectMirror';

// Loading the Kubernetes client takes seconds on a busy machine.
const TYPE: ResourceType = {
  group: 'example.com',
  version: 'v1',
  resource: 'widgets',
  kind: 'Widget',
  namespaced: true,
};

const objectOf = (namespace: string, name: string) => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: {
    name,
    namespace,
    uid: `${namespace}-${name}`,
    resourceVersion: '1',
  },
});

function event(response: ServerResponse, type: string, object: object) {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

/** Sends objects as the initial events of a watch, which stays open. */
function initial(response: ServerResponse, objects: object[]) {
  objects.forEach(object => event(response, 'ADDED', object));
  event(response, 'BOOKMARK', {
    metadata: {
      resourceVersion: '9',
      annotations: { 'k8s.io/initial-events-end': 'true' },
    },
  });
}

describe('a mirror that may not list all namespaces', () => {
  let api: ScriptedApi;
  let mirror: ObjectMirror;
  /** Namespaces whose widgets may be read. */
  let readable: string[];
  let everywhere: boolean;
  /** What is answered to the first questions for all namespaces, before anything else counts. */
  let first: number[];
  let organizations: ServerResponse | undefined;

  const organization = (name: string) => ({
    apiVersion: 'kube-dc.com/v1',
    kind: 'Organization',
    metadata: { name, namespace: name, uid: name, resourceVersion: '1' },
  });

  async function start(configured: string[] = []) {
    api = await ScriptedApi.start(({ path, query }, response) => {
      if (path.endsWith('/organizations')) {
        organizations = response;
        initial(response, [organization('acme')]);
        return;
      }
      const namespace = /namespaces\/([^/]+)/.exec(path)?.[1];
      const early = namespace ? undefined : first.shift();
      if (early) {
        status(response, early, 'Odd', 'the server has just started');
        return;
      }
      const allowed = namespace ? readable.includes(namespace) : everywhere;
      if (!allowed) {
        status(response, 403, 'Forbidden', `widgets is forbidden: ${path}`);
      } else if (!query.has('watch')) {
        response.end('{"metadata":{},"items":[]}');
      } else {
        initial(
          response,
          namespace
            ? [objectOf(namespace, 'own')]
            : ['acme', 'globex'].map(name => objectOf(name, 'any')),
        );
      }
    });
    mirror = new ObjectMirror({
      installation: 'test',
      transport: HttpsTransport.fromSettings(api.connection),
      types: [organizationType, TYPE],
      namespaces: configured,
      logger: mockServices.logger.mock(),
      limits: {
        firstPauseMs: 5,
        longestPauseMs: 10,
        slowPauseMs: 10,
        probePauseMs: 20,
      },
    });
    mirror.start();
  }

  beforeEach(() => {
    readable = ['acme', 'globex'];
    everywhere = false;
    first = [];
  });

  afterEach(async () => {
    await mirror.stop();
    await api.stop();
  });

  const names = () =>
    mirror
      .list(TYPE)
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
      .sort();

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

  it('follows the tenants’ namespaces one by one, as they come and go', async () => {
    await start();
    await mirror.whenSynced(TYPE);
    expect(names()).toEqual(['acme/own']);

    event(organizations!, 'ADDED', organization('globex'));
    await until(() => names().length === 2);
    expect(names()).toEqual(['acme/own', 'globex/own']);
    await until(() => mirror.status(TYPE).state === 'watching');
    expect(mirror.status(TYPE).message).toBe('2 of 2 namespaces can be read');
    expect(mirror.status(TYPE).partial).toBeUndefined();

    event(organizations!, 'DELETED', organization('acme'));
    await until(() => names().length === 1);
    expect(names()).toEqual(['globex/own']);
  });

  it('reads what it may, and says how much that is', async () => {
    readable = ['acme'];
    await start(['globex']);
    await mirror.whenSynced(TYPE);
    await until(
      () =>
        mirror.status(TYPE).message === '1 of 2 namespaces can be read' &&
        mirror.status(TYPE).state === 'watching',
    );
    expect(names()).toEqual(['acme/own']);
    expect(mirror.status(TYPE).partial).toBe(true);
  });

  it('goes back to one watch for all when that is allowed', async () => {
    await start();
    await mirror.whenSynced(TYPE);
    everywhere = true;
    await until(() => names().join() === 'acme/any,globex/any');
    expect(mirror.status(TYPE)).toMatchObject({ state: 'watching' });
    expect(mirror.status(TYPE).message).toBeUndefined();
  });

  it.each([
    ['refuses everybody while it starts', [403, 403], 2],
    // Each time the transport asks twice, as there may be a new token.
    ['does not know the token for a while', Array(8).fill(401), 4],
  ])(
    'asks for all of them again when the server %s',
    async (_, answers, restarts) => {
      first = [...answers];
      everywhere = true;
      await start();
      await mirror.whenSynced(TYPE);
      expect(names()).toEqual(['acme/any', 'globex/any']);
      expect(
        api.requests.filter(({ path }) => path.includes('/namespaces/')),
      ).toEqual([]);
      expect(mirror.status(TYPE).restarts).toBe(restarts);
    },
  );

  it('says forbidden when there is no namespace it may read', async () => {
    readable = [];
    await start();
    await until(() => mirror.status(TYPE).state === 'forbidden');
    expect(mirror.hasSynced(TYPE)).toBe(false);
  });
});
