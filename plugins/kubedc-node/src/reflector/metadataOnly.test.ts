import type { ServerResponse } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import {
  organizationType,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  json,
  ScriptedApi,
  status,
  type Answer,
} from '../__testUtils__/ScriptedApi';
import { ObjectMirror } from '../mirror';
import { HttpsTransport } from '../transport';

const TYPE: ResourceType = {
  group: 'example.com',
  version: 'v1',
  resource: 'widgets',
  kind: 'Widget',
  namespaced: true,
  metadataOnly: true,
};

const partial = (name: string, resourceVersion: string) => ({
  apiVersion: 'meta.k8s.io/v1',
  kind: 'PartialObjectMetadata',
  metadata: { name, namespace: 'acme', uid: name, resourceVersion },
});

const kept = (name: string, resourceVersion: string) => ({
  ...partial(name, resourceVersion),
  apiVersion: 'example.com/v1',
  kind: 'Widget',
});

describe('a type of which only the metadata is followed', () => {
  let api: ScriptedApi;
  let mirror: ObjectMirror;

  async function start(
    answer: Answer,
    { watchList = false, types = [TYPE] } = {},
  ) {
    api = await ScriptedApi.start(answer);
    mirror = new ObjectMirror({
      installation: 'test',
      transport: HttpsTransport.fromSettings(api.connection),
      types,
      logger: mockServices.logger.mock(),
      limits: {
        firstPauseMs: 5,
        longestPauseMs: 10,
        slowPauseMs: 10,
        probePauseMs: 20,
        watchList,
      },
    });
    mirror.start();
  }

  afterEach(async () => {
    await mirror.stop();
    await api.stop();
  });

  async function until(condition: () => boolean): Promise<void> {
    const unsubscribe: Array<() => void> = [];
    await new Promise<void>(resolve => {
      const check = () => condition() && resolve();
      unsubscribe.push(mirror.subscribe(check), mirror.subscribeStatus(check));
      check();
    });
    unsubscribe.forEach(each => each());
  }

  const tell = (response: ServerResponse, type: string, object: object) =>
    response.write(`${JSON.stringify({ type, object })}\n`);

  it('is asked for as such, in lists and in watches', async () => {
    await start(({ query }, response) => {
      if (query.has('watch')) {
        tell(response, 'MODIFIED', partial('a', '3'));
      } else {
        json(response, {
          metadata: { resourceVersion: '2' },
          items: [partial('a', '1'), partial('b', '2')],
        });
      }
    });
    await until(() => mirror.list(TYPE)[0]?.metadata.resourceVersion === '3');
    expect(mirror.list(TYPE)).toEqual([kept('a', '3'), kept('b', '2')]);
    const [list, watch] = api.requests;
    expect(list.headers.accept).toBe(
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
    );
    expect(watch.query.get('watch')).toBe('true');
    expect(watch.headers.accept).toBe(
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
    );
  });

  it('is taken from a list by watch', async () => {
    await start(
      (_, response) => {
        tell(response, 'ADDED', partial('a', '1'));
        const { metadata } = partial('', '9');
        tell(response, 'BOOKMARK', {
          ...partial('', '9'),
          metadata: {
            ...metadata,
            annotations: { 'k8s.io/initial-events-end': 'true' },
          },
        });
      },
      { watchList: true },
    );
    await mirror.whenSynced(TYPE);
    expect(mirror.list(TYPE)).toEqual([kept('a', '1')]);
    expect(api.requests[0].headers.accept).toContain(
      'as=PartialObjectMetadata;',
    );
  });

  it('is not looked for in each namespace where it may not be listed in all', async () => {
    let attempts = 0;
    await start(
      ({ path, query }, response) => {
        if (!path.endsWith('/organizations')) {
          attempts += mirror.hasSynced(organizationType) ? 1 : 0;
          status(response, 403, 'Forbidden', 'widgets is forbidden');
        } else if (query.has('watch')) {
          response.flushHeaders();
        } else {
          json(response, {
            metadata: { resourceVersion: '1' },
            items: [
              {
                metadata: {
                  name: 'acme',
                  namespace: 'acme',
                  uid: 'acme',
                  resourceVersion: '1',
                },
              },
            ],
          });
        }
      },
      { types: [organizationType, TYPE] },
    );
    // With namespaces to look into, it would have begun to after some refusals.
    await until(() => attempts > 5);
    expect(mirror.status(TYPE).state).toBe('forbidden');
    expect(
      api.requests.filter(({ path }) => /namespaces.*widgets/.test(path)),
    ).toEqual([]);
  });
});
