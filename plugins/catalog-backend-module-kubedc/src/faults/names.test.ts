import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { DeferredEntity } from '@backstage/plugin-catalog-node';
import {
  dataVolumeType,
  kindRegistry,
  namespaceType,
  organizationType,
  persistentVolumeClaimType,
  PROJECT_NAMESPACE_ANNOTATION,
  PROJECT_NAMESPACE_LABEL,
  projectType,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { expectValid } from '../__testUtils__/convert';
import { FakeMirror } from '../__testUtils__/FakeMirror';
import { withRef } from '../conversion/convertObject';
import { entityConverters } from '../converters';
import type { EntityLedger } from '../database/EntityLedger';
import { CatalogWriter } from '../sync/CatalogWriter';
import { EntitySink } from '../sync/EntitySink';
import { Pace } from '../sync/Pace';

describe('names', () => {
  let mirror: FakeMirror;
  let stop: AbortController;
  let running: Promise<void>;
  let writer: CatalogWriter;
  const catalog = new Map<string, Entity>();

  function start() {
    writer = new CatalogWriter({
      installation: {
        name: 'alpha',
        entityNamespacePrefix: '',
        imagesConfigMap: { namespace: 'kube-dc', name: 'images-configmap' },
      } as Installation,
      mirror,
      converters: entityConverters,
      fixed: [],
      sink: new EntitySink({
        connection: {
          refresh: async () => {},
          applyMutation: async mutation => {
            const { added, removed } = mutation as {
              added: DeferredEntity[];
              removed: Array<{ entityRef: string }>;
            };
            removed.forEach(each => catalog.delete(each.entityRef));
            added.forEach(each =>
              catalog.set(withRef(each.entity).ref, each.entity),
            );
          },
        },
        ledger: {
          read: async () => new Map(),
          add: async () => {},
          remove: async () => {},
        } as unknown as EntityLedger,
        locationKey: 'key',
      }),
      logger: mockServices.logger.mock(),
      hintNamespaces: [],
      components: [],
      rejectRemovalsAbovePercentage: 50,
      pace: new Pace(1),
    });
    running = writer.run(stop.signal);
  }

  async function until(condition: () => boolean) {
    while (!condition()) {
      await new Promise(resolve => {
        setTimeout(resolve, 5);
      });
    }
  }

  beforeEach(() => {
    mirror = new FakeMirror();
    stop = new AbortController();
    catalog.clear();
    mirror.put(organizationType, {
      metadata: { name: 'acme', namespace: 'acme' },
    });
    mirror.put(projectType, {
      metadata: { name: 'prod', namespace: 'acme' },
      status: { namespace: 'acme-prod' },
    });
    mirror.put(namespaceType, {
      metadata: {
        name: 'acme-prod',
        labels: { [PROJECT_NAMESPACE_LABEL]: '' },
        annotations: { [PROJECT_NAMESPACE_ANNOTATION]: 'acme/prod' },
      },
    });
    for (const type of kindRegistry.watchedTypes([], {
      imagesConfigMap: { namespace: 'kube-dc', name: 'images-configmap' },
    })) {
      mirror.report(type, 'watching');
    }
    for (const { type } of kindRegistry.all()) {
      mirror.report(type, 'watching');
    }
  });

  afterEach(async () => {
    stop.abort();
    await running;
  });

  const inProd = (name: string, extra: object = {}) => ({
    metadata: { name, namespace: 'acme-prod', uid: `uid-${name}`, ...extra },
  });
  const REF = 'resource:acme-prod/volume.x';
  const gvk = () => catalog.get(REF)?.metadata.annotations?.['kube-dc.com/gvk'];
  const DISK = 'cdi.kubevirt.io/v1beta1/DataVolume';
  const CLAIM = '/v1/PersistentVolumeClaim';

  it.each([
    ['one', [dataVolumeType, persistentVolumeClaimType]],
    ['the other', [persistentVolumeClaimType, dataVolumeType]],
  ])(
    'of two kinds is had by the same object when %s comes first, and goes over when that goes',
    async (_, [first, second]) => {
      start();
      mirror.put(first, inProd('x'));
      await until(() => catalog.has(REF));
      mirror.put(second, inProd('x'));
      await until(() => gvk() === DISK && writer.report().skipped.length > 0);
      expect(JSON.stringify(writer.report().skipped)).toContain(
        'is the entity of',
      );

      mirror.drop(dataVolumeType, 'acme-prod', 'x', 'watch');
      await until(() => gvk() === CLAIM);
      mirror.drop(persistentVolumeClaimType, 'acme-prod', 'x', 'watch');
      await until(() => !catalog.has(REF));
    },
  );

  it('of two kinds is had by the same object when both come at once', async () => {
    mirror.put(persistentVolumeClaimType, inProd('x'));
    mirror.put(dataVolumeType, inProd('x'));
    start();
    await until(() => gvk() === DISK && writer.report().skipped.length > 0);
    expect(catalog.has(REF)).toBe(true);
  });

  it('of 63 and 253 characters stay apart, and vanish with their objects', async () => {
    const long = ['n'.repeat(63), 'n'.repeat(253), `${'n'.repeat(252)}m`];
    long.forEach(name => mirror.put(virtualMachineType, inProd(name)));
    start();
    const machines = () =>
      [...catalog.values()].filter(
        ({ spec }) => spec?.type === 'virtual-machine',
      );
    await until(() => machines().length === 3);
    await expectValid(machines());
    expect(machines().map(({ metadata }) => metadata.title)).toEqual(long);

    mirror.drop(virtualMachineType, 'acme-prod', long[1], 'watch');
    await until(() => machines().length === 2);
    expect(machines().map(({ metadata }) => metadata.title)).toEqual([
      long[0],
      long[2],
    ]);
  });

  it('and texts in any script come through whole', async () => {
    const title = 'Ünïcödé 漢字 🐧 \u202eright to left';
    mirror.put(organizationType, {
      metadata: { name: 'globex', namespace: 'globex' },
      spec: { description: title },
    });
    start();
    await until(() => catalog.has('domain:default/globex'));
    const domain = catalog.get('domain:default/globex')!;
    await expectValid([domain]);
    expect(domain.metadata.description).toBe(title);
  });

  it('and texts have no NUL, which PostgreSQL cannot store', async () => {
    mirror.put(organizationType, {
      metadata: { name: 'globex', namespace: 'globex' },
      spec: { description: 'a\0b \\u0000', email: '\0' },
    });
    start();
    await until(() => catalog.has('group:default/globex'));
    const entities = [...catalog.values()];
    await expectValid(entities);
    expect(catalog.get('domain:default/globex')!.metadata.description).toBe(
      'a\ufffdb \\u0000',
    );
    expect(catalog.get('group:default/globex')!.spec).toMatchObject({
      profile: { email: '\ufffd' },
    });
  });

  it('and fields of every odd type stop no other object', async () => {
    const odd: unknown[] = [null, 0, 'text', [], [null], { a: { b: [1] } }];
    odd.forEach((value, index) =>
      mirror.put(virtualMachineType, {
        ...inProd(`odd-${index}`, { labels: null, annotations: null }),
        spec: value,
        status: value,
      } as never),
    );
    start();
    await until(() => catalog.has('resource:acme-prod/vm.odd-5'));
    const machines = [...catalog.keys()].filter(each => each.includes('/vm.'));
    expect(machines).toHaveLength(odd.length);
  });
});
