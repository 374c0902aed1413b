import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import {
  organizationGroupType,
  projectType,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { FakeMirror } from '../__testUtils__/FakeMirror';
import {
  converter,
  entity,
  groups,
  machine,
  ref,
} from '../__testUtils__/machines';
import { withRef } from '../conversion/convertObject';
import type { EntityConverter } from '../converters/types';
import type { EntityLedger } from '../database/EntityLedger';
import { CatalogWriter } from './CatalogWriter';
import { EntitySink } from './EntitySink';
import { Pace } from './Pace';

// A busy machine may need more than the usual five seconds.
const vms = virtualMachineType;

describe('CatalogWriter', () => {
  let mirror: FakeMirror;
  let stop: AbortController;
  let running: Promise<void>;
  let writer: CatalogWriter;
  let rows: Map<string, string>;
  let mutations: Extract<EntityProviderMutation, { type: 'delta' }>[];
  let failures: number;
  let strays: Map<string, string>;
  let told: (() => void) | undefined;
  const catalog = new Map<string, Entity>();
  const logger = mockServices.logger.mock();

  const connection: EntityProviderConnection = {
    applyMutation: async mutation => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('database away');
      }
      const delta = mutation as (typeof mutations)[number];
      mutations.push(delta);
      delta.removed.forEach(each =>
        catalog.delete((each as { entityRef: string }).entityRef),
      );
      delta.added.forEach((each: DeferredEntity) =>
        catalog.set(withRef(each.entity).ref, each.entity),
      );
      told?.();
    },
    refresh: async () => {},
  };
  const ledger = {
    read: async () => new Map(rows),
    add: async (added: Map<string, string>) =>
      added.forEach((type, key) => rows.set(key, type)),
    remove: async (removed: string[]) =>
      removed.forEach(key => rows.delete(key)),
  } as unknown as EntityLedger;

  function start(converters: EntityConverter[] = [converter, groups]) {
    writer = new CatalogWriter({
      installation: {
        name: 'alpha',
        entityNamespacePrefix: '',
      } as Installation,
      mirror,
      converters,
      fixed: [],
      sink: new EntitySink({
        connection,
        ledger,
        locationKey: 'key',
        state: {
          strays: async known =>
            new Map([...strays].filter(([key]) => !known.has(key))),
        },
      }),
      logger,
      hintNamespaces: [],
      components: [],
      rejectRemovalsAbovePercentage: 50,
      pace: new Pace(1),
    });
    running = writer.run(stop.signal);
  }

  function sync() {
    [vms, organizationGroupType, projectType].forEach(type =>
      mirror.report(type, 'watching'),
    );
  }

  const nextMutation = () =>
    new Promise<void>(resolve => {
      told = resolve;
    });

  async function until(condition: () => boolean) {
    while (!condition()) {
      await nextMutation();
    }
  }

  /** Resolves when all that is known was dealt with: a change made now has been written. */
  async function settled() {
    const name = `marker-${mutations.length}`;
    mirror.put(organizationGroupType, {
      metadata: { name, namespace: 'acme' },
    });
    await until(() => catalog.has(ref(`group-${name}`)));
  }

  beforeEach(() => {
    mirror = new FakeMirror();
    stop = new AbortController();
    rows = new Map();
    mutations = [];
    failures = 0;
    strays = new Map();
    catalog.clear();
    jest.clearAllMocks();
  });

  afterEach(async () => {
    stop.abort();
    await running;
  });

  it('writes what is there in mutations of at most 1,000', async () => {
    for (let index = 0; index < 2_500; index += 1) {
      mirror.put(vms, machine(`vm-${index}`));
    }
    sync();
    start();
    await until(() => catalog.size === 2_500);
    expect(mutations.map(({ added }) => added.length)).toEqual([
      1000, 1000, 500,
    ]);
    expect(rows.size).toBe(2_500);
  });

  it('says how far it is', async () => {
    mirror.put(vms, machine('a'));
    mirror.report(vms, 'watching');
    mirror.report(organizationGroupType, 'watching');
    start();
    await settled();
    // It waits for the projects, which its conversion reads.
    expect(writer.report()).toMatchObject({ entities: 1, waiting: 1 });
    mirror.report(projectType, 'watching');
    await until(() => catalog.has(ref('a')));
    await settled();
    expect(writer.report()).toMatchObject({
      waiting: 0,
      lastWriteAt: expect.any(String),
      refusals: [],
      skipped: [],
    });
  });

  it('writes nothing for a change that changes no entity', async () => {
    mirror.put(vms, machine('a'));
    sync();
    start();
    await until(() => catalog.size === 1);
    mirror.put(vms, machine('a', { other: 'label' }));
    await settled();
    expect(
      mutations.flatMap(({ added }) =>
        added.map(each => each.entity.metadata.name),
      ),
    ).toEqual(['a', expect.stringMatching(/^group-/)]);
  });

  it('converts again when something changes that was read', async () => {
    mirror.put(vms, machine('a'));
    sync();
    start();
    await until(() => catalog.size === 1);
    mirror.put(projectType, {
      metadata: { name: 'prod', namespace: 'acme', labels: { note: 'new' } },
    });
    await until(() => catalog.get(ref('a'))?.spec?.note === 'new');
    expect(catalog.size).toBe(1);
  });

  it('waits for the first list of a type that is read', async () => {
    mirror.put(vms, machine('a'));
    mirror.report(vms, 'watching');
    mirror.report(organizationGroupType, 'watching');
    start();
    await settled();
    expect(catalog.has(ref('a'))).toBe(false);
    mirror.put(projectType, {
      metadata: { name: 'prod', namespace: 'acme', labels: { note: 'x' } },
    });
    mirror.report(projectType, 'watching');
    await until(() => catalog.has(ref('a')));
    expect(
      mutations
        .flatMap(({ added }) => added)
        .filter(({ entity: { metadata } }) => metadata.name === 'a'),
    ).toHaveLength(1);
  });

  it('removes what the watch says is gone, however much it is', async () => {
    for (let index = 0; index < 30; index += 1) {
      mirror.put(vms, machine(`vm-${index}`));
    }
    sync();
    start();
    await until(() => catalog.size === 30);
    for (let index = 0; index < 30; index += 1) {
      mirror.drop(vms, 'acme-prod', `vm-${index}`, 'watch');
    }
    await until(() => catalog.size === 0);
    await settled();
    expect([...rows.keys()]).toEqual([...catalog.keys()]);
  });

  it('keeps what a suspiciously short list lacks, and says so', async () => {
    for (let index = 0; index < 30; index += 1) {
      mirror.put(vms, machine(`vm-${index}`));
    }
    sync();
    start();
    await until(() => catalog.size === 30);
    for (let index = 0; index < 29; index += 1) {
      mirror.drop(vms, 'acme-prod', `vm-${index}`, 'list');
    }
    logger.error.mockImplementation(() => told?.());
    await until(() => logger.error.mock.calls.length > 0);
    await settled();
    expect([...catalog.keys()].filter(key => key.includes('vm-'))).toHaveLength(
      30,
    );
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Nothing is removed from the catalog because'),
    );
    expect(writer.report()).toMatchObject({
      refusals: [
        expect.stringMatching(/^29 of \d+ entities are without an object/),
      ],
      lastComparedAt: expect.any(String),
    });
  });

  it('removes what an ordinary list lacks', async () => {
    for (let index = 0; index < 30; index += 1) {
      mirror.put(vms, machine(`vm-${index}`));
    }
    sync();
    start();
    await until(() => catalog.size === 30);
    mirror.drop(vms, 'acme-prod', 'vm-3', 'list');
    await until(() => catalog.size === 29);
    expect(catalog.has(ref('vm-3'))).toBe(false);
  });

  it('removes nothing that is missing of a type whose namespaces cannot all be read', async () => {
    mirror.put(vms, machine('a'));
    mirror.put(vms, machine('b'));
    mirror.put(organizationGroupType, {
      metadata: { name: 'gone', namespace: 'acme' },
    });
    mirror.partial.add('virtualmachines.kubevirt.io');
    sync();
    start();
    await until(() => catalog.size === 3);
    mirror.drop(vms, 'acme-prod', 'a', 'list');
    mirror.drop(organizationGroupType, 'acme', 'gone', 'list');
    // One comparison judges both.
    await until(() => !catalog.has(ref('group-gone')));
    expect(catalog.has(ref('a'))).toBe(true);

    mirror.partial.clear();
    writer.reconcile();
    await until(() => !catalog.has(ref('a')));
    expect(catalog.has(ref('b'))).toBe(true);
  });

  it('removes entities of a former run whose objects are gone, once the list of their type is complete', async () => {
    rows.set(ref('old'), 'virtualmachines.kubevirt.io');
    catalog.set(ref('old'), entity('old'));
    mirror.put(vms, machine('a'));
    mirror.report(vms, 'syncing');
    mirror.report(organizationGroupType, 'watching');
    mirror.report(projectType, 'watching');
    start();
    await settled();
    expect(catalog.has(ref('old'))).toBe(true);
    mirror.report(vms, 'watching');
    await until(() => !catalog.has(ref('old')));
    expect(catalog.has(ref('a'))).toBe(true);
  });

  it('removes them also when the catalog does not take that at first', async () => {
    rows.set(ref('old'), 'virtualmachines.kubevirt.io');
    catalog.set(ref('old'), entity('old'));
    mirror.put(vms, machine('a'));
    mirror.report(vms, 'watching');
    mirror.report(projectType, 'watching');
    start();
    await until(() => catalog.has(ref('a')));
    // Nothing else is to be written, so that it is the removal that fails.
    failures = 1;
    mirror.report(organizationGroupType, 'watching');
    await until(() => !catalog.has(ref('old')));
    expect(failures).toBe(0);
  });

  it('removes what the catalog has though no ledger knows it, unless its list is not complete', async () => {
    for (const [name, type] of [
      ['machine', 'virtualmachines.kubevirt.io'],
      ['group-x', 'organizationgroups.kube-dc.com'],
      ['stranger', 'unknown'],
    ]) {
      strays.set(ref(name), type);
      catalog.set(ref(name), entity(name));
    }
    mirror.put(vms, machine('a'));
    mirror.report(vms, 'watching');
    mirror.report(projectType, 'watching');
    mirror.report(organizationGroupType, 'forbidden');
    start();
    await until(() => !catalog.has(ref('machine')));
    expect([...catalog.keys()].sort()).toEqual(
      [ref('a'), ref('group-x'), ref('stranger')].sort(),
    );
    mirror.report(organizationGroupType, 'watching');
    await until(() => !catalog.has(ref('stranger')));
    expect([...catalog.keys()]).toEqual([ref('a')]);
  });

  it('removes nothing of a type that it may not list', async () => {
    rows.set(ref('old'), 'virtualmachines.kubevirt.io');
    catalog.set(ref('old'), entity('old'));
    start();
    mirror.report(organizationGroupType, 'watching');
    mirror.report(projectType, 'watching');
    mirror.report(vms, 'forbidden');
    await settled();
    await settled();
    expect(catalog.has(ref('old'))).toBe(true);
  });

  it('keeps the entities of a type that it may not list any more', async () => {
    mirror.put(vms, machine('a'));
    sync();
    start();
    await until(() => catalog.has(ref('a')));
    mirror.report(vms, 'forbidden');
    writer.reconcile();
    await settled();
    await settled();
    expect(catalog.has(ref('a'))).toBe(true);
    expect(mutations.flatMap(({ removed }) => removed)).toEqual([]);
  });

  it('keeps the entities of an object that cannot be converted, and reports it once', async () => {
    mirror.put(vms, machine('a'));
    rows.set(ref('b'), 'virtualmachines.kubevirt.io');
    catalog.set(ref('b'), entity('b'));
    mirror.put(vms, machine('b', { broken: 'yes' }));
    sync();
    start();
    await until(() => catalog.has(ref('a')));
    mirror.put(vms, machine('a', { broken: 'yes' }));
    await settled();
    mirror.put(vms, machine('a', { broken: 'yes', again: 'yes' }));
    await settled();
    expect(catalog.has(ref('a'))).toBe(true);
    expect(catalog.has(ref('b'))).toBe(true);
    const reports = logger.warn.mock.calls.filter(([text]) =>
      text.includes('|a: cannot be converted'),
    );
    expect(reports).toHaveLength(1);
  });

  it('tries an object again when what made its conversion fail has changed', async () => {
    mirror.put(projectType, {
      metadata: { name: 'prod', namespace: 'acme', labels: { note: 'bad' } },
    });
    mirror.put(vms, machine('a'));
    sync();
    start([
      {
        kind: 'virtualMachine',
        convert: (object, context) => {
          const converted = converter.convert(object, context);
          if (converted[0].spec?.note === 'bad') {
            throw new Error('bad note');
          }
          return converted;
        },
      },
      groups,
    ]);
    await settled();
    expect(catalog.has(ref('a'))).toBe(false);
    mirror.put(projectType, {
      metadata: { name: 'prod', namespace: 'acme', labels: { note: 'good' } },
    });
    await until(() => catalog.has(ref('a')));
  });

  it('removes an entity of a former run whose object goes before it was converted', async () => {
    rows.set(ref('a'), 'virtualmachines.kubevirt.io');
    catalog.set(ref('a'), entity('a'));
    mirror.put(vms, machine('a'));
    mirror.put(vms, machine('b'));
    mirror.report(vms, 'watching');
    mirror.report(organizationGroupType, 'watching');
    mirror.report(projectType, 'backoff');
    start();
    await settled();
    await settled();
    mirror.drop(vms, 'acme-prod', 'a', 'watch');
    mirror.report(projectType, 'watching');
    await until(() => !catalog.has(ref('a')) && catalog.has(ref('b')));
    expect(rows.has(ref('a'))).toBe(false);
  });

  it('gives a name to one of two objects, and to the other one when that goes', async () => {
    mirror.put(vms, machine('a', { as: 'same' }));
    sync();
    start();
    await until(() => catalog.has(ref('same')));
    mirror.put(vms, machine('b', { as: 'same.own' }));
    await until(() => catalog.has(ref('own')));
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('resource:acme/same is the entity of'),
    );
    mirror.drop(vms, 'acme-prod', 'a', 'watch');
    await settled();
    expect(catalog.has(ref('same'))).toBe(true);
    mirror.drop(vms, 'acme-prod', 'b', 'watch');
    await until(() => !catalog.has(ref('same')));
    expect(catalog.has(ref('own'))).toBe(false);
  });

  it('removes an entity that its object does not have any more', async () => {
    mirror.put(vms, machine('a', { as: 'one.two' }));
    sync();
    start();
    await until(() => catalog.size === 2);
    mirror.put(vms, machine('a', { as: 'one' }));
    await until(() => catalog.size === 1);
    expect(catalog.has(ref('one'))).toBe(true);
  });

  it('loses no change when the catalog does not take it', async () => {
    failures = 2;
    mirror.put(vms, machine('a'));
    sync();
    start();
    await until(() => catalog.has(ref('a')));
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('database away'),
    );
  });

  it('offers everything again when it compares the whole', async () => {
    mirror.put(vms, machine('a'));
    sync();
    start();
    await until(() => catalog.has(ref('a')));
    await settled();
    catalog.clear();
    writer.reconcile();
    await until(() => catalog.has(ref('a')));
    expect(mutations.at(-1)!.removed).toEqual([]);
  });

  it('removes the entities of a kind that was switched off', async () => {
    rows.set(ref('group-x'), 'organizationgroups.kube-dc.com');
    catalog.set(ref('group-x'), entity('group-x'));
    mirror.put(vms, machine('a'));
    sync();
    start([converter]);
    await until(() => catalog.has(ref('a')) && !catalog.has(ref('group-x')));
    expect(rows.has(ref('group-x'))).toBe(false);
  });
});
