import type { Entity } from '@backstage/catalog-model';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import type { EntityPresentationApi } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { render } from '@testing-library/react';
import { typeIconOf } from './typeIcons';
import { withKubedcPresentation } from './withKubedcPresentation';

const machine: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    namespace: 'acme-prod',
    name: 'vm.web-1',
    title: 'web-1',
    annotations: {
      'kube-dc.com/installation': 'zurich',
      'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
    },
  },
  spec: { type: 'virtual-machine', owner: 'group:acme/org-admin' },
};
const own: Entity = {
  ...machine,
  metadata: { ...machine.metadata, annotations: { 'example.com/a': 'b' } },
};

describe('withKubedcPresentation', () => {
  const stock = DefaultEntityPresentationApi.create({
    catalogApi: catalogApiMock({ entities: [machine] }),
  });
  const api = withKubedcPresentation(stock);

  it('shows the icon and the title of the type', () => {
    expect(api.forEntity(machine).snapshot).toEqual({
      entityRef: 'resource:acme-prod/vm.web-1',
      primaryTitle: 'web-1',
      secondaryTitle: 'resource:acme-prod/vm.web-1 | Virtual machine',
      Icon: typeIconOf('virtualMachine'),
    });
  });

  it('knows a ref at once, and its title when the catalog has told', async () => {
    const { snapshot, promise, update$ } = api.forEntity(
      'resource:acme-prod/vm.web-1',
    );
    expect(snapshot).toMatchObject({
      primaryTitle: 'acme-prod/vm.web-1',
      Icon: typeIconOf('virtualMachine'),
    });
    const updated = new Promise(resolve => {
      update$?.subscribe(resolve);
    });
    for (const later of [await promise, await updated]) {
      expect(later).toMatchObject({
        primaryTitle: 'web-1',
        secondaryTitle: 'resource:acme-prod/vm.web-1 | Virtual machine',
        Icon: typeIconOf('virtualMachine'),
      });
    }
  });

  it.each(
    kindRegistry
      .all()
      .filter(({ entity }) => entity.kind !== 'Group')
      .map(kind => [kind.id, kind] as const),
  )('has an icon for the entities of %s', (_, { id, entity, title, type }) => {
    const { snapshot } = api.forEntity({
      apiVersion: 'backstage.io/v1alpha1',
      kind: entity.kind,
      metadata: {
        name: entity.prefix ? `${entity.prefix}.x` : 'x',
        annotations: {
          'kube-dc.com/installation': 'zurich',
          'kube-dc.com/gvk': `${type.group}/${type.version}/${type.kind}`,
        },
      },
      spec: { type: entity.type },
    });
    expect(snapshot.Icon).toBe(typeIconOf(id));
    expect(snapshot.secondaryTitle).toContain(` | ${title.singular}`);
    const Icon = snapshot.Icon || (() => null);
    const { container } = render(<Icon fontSize="inherit" />);
    expect(container.querySelector('svg[width="1.25em"] path')).not.toBeNull();
  });

  it('takes what became of an object for its own type', () => {
    const pool = {
      ...machine,
      metadata: {
        ...machine.metadata,
        name: 'pool.apps-small',
        annotations: {
          ...machine.metadata.annotations,
          'kube-dc.com/gvk': 'k8s.kube-dc.com/v1alpha1/KdcCluster',
        },
      },
      spec: { type: 'worker-pool' },
    };
    expect(api.forEntity(pool).snapshot.Icon).toBe(
      typeIconOf('mgmtWorkerPool'),
    );
  });

  it.each([
    ['an entity of the same type that is not ours', own],
    [
      'an entity of another kind',
      { ...machine, kind: 'API', metadata: { name: 'vm.web-1' } },
    ],
    [
      'an entity of another type, of which only some fields are known',
      { ...machine, metadata: { name: 'vm.x' }, spec: { type: 'website' } },
    ],
    ['a group', 'group:acme/vm.admins'],
    ['a name without a prefix', 'resource:default/web-1'],
  ])('leaves %s as it is', (_, entityOrRef) => {
    const { Icon, secondaryTitle } = api.forEntity(entityOrRef).snapshot;
    const expected = stock.forEntity(entityOrRef).snapshot;
    expect({ Icon, secondaryTitle }).toEqual({
      Icon: expected.Icon,
      secondaryTitle: expected.secondaryTitle,
    });
  });

  it("leaves an adopter's own titles, and the wish for no icons", async () => {
    const snapshot = {
      entityRef: 'resource:acme-prod/vm.web-1',
      primaryTitle: 'WEB-1',
      secondaryTitle: 'the first',
      Icon: false as const,
    };
    const theirs: EntityPresentationApi = {
      forEntity: () => ({ snapshot, promise: Promise.resolve(snapshot) }),
    };
    const presentation = withKubedcPresentation(theirs).forEntity(machine);
    expect(presentation.snapshot).toEqual(snapshot);
    expect(await presentation.promise).toEqual(snapshot);
    // Whoever can show nonsense may.
    expect(
      withKubedcPresentation(theirs).forEntity('nonsense:').snapshot,
    ).toEqual(snapshot);
  });
});
