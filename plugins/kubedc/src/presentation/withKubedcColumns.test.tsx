import type { Entity } from '@backstage/catalog-model';
import { CatalogTable, type CatalogTableRow } from '@backstage/plugin-catalog';
import type { EntityListContextProps } from '@backstage/plugin-catalog-react';
import { withKubedcColumns } from './withKubedcColumns';

const machine: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    namespace: 'acme-prod',
    name: 'vm.web-1',
    description: 'Virtual machine in acme/prod',
    annotations: {
      'kube-dc.com/installation': 'zurich',
      'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
    },
  },
  spec: { type: 'virtual-machine', system: 'acme/prod' },
};
const theirs: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    namespace: 'shared',
    name: 'queue',
    description: 'A queue for all',
    tags: ['kafka'],
  },
  spec: { type: 'queue', lifecycle: 'production' },
};

function columnsOf(...entities: Entity[]) {
  const context = { entities, filters: {} } as EntityListContextProps;
  return withKubedcColumns(CatalogTable.defaultColumnsFunc)(context);
}

const fieldsOf = (...entities: Entity[]) =>
  columnsOf(...entities)
    .filter(({ hidden }) => !hidden)
    .map(({ field }) => field);

const row = (entity: Entity) => ({ entity } as CatalogTableRow);

function typeColumn() {
  const column = columnsOf(machine, theirs).find(
    ({ field }) => field === 'entity.spec.type',
  );
  if (!column) throw new Error('There is no such column');
  return column;
}

describe('withKubedcColumns', () => {
  it('leaves columns without anything to say out', () => {
    expect(fieldsOf(machine)).toEqual([
      'resolved.entityRef',
      'resolved.partOfSystemRelationTitle',
      'resolved.ownedByRelationsTitle',
      'entity.spec.type',
    ]);
  });

  it('keeps them where one entity has something to say', () => {
    const stock = CatalogTable.defaultColumnsFunc({
      entities: [machine, theirs],
      filters: {},
    } as unknown as EntityListContextProps);
    expect(columnsOf(machine, theirs).map(({ field }) => field)).toEqual(
      stock.map(({ field }) => field),
    );
    expect(fieldsOf(machine, theirs)).toEqual(
      expect.arrayContaining([
        'entity.spec.lifecycle',
        'entity.metadata.namespace',
        'entity.metadata.description',
        'entity.metadata.tags',
      ]),
    );
  });

  it('keeps what describes a project or an organization', () => {
    const project: Entity = {
      ...machine,
      kind: 'System',
      spec: { type: 'kubedc-project' },
    };
    expect(fieldsOf(project)).toContain('entity.metadata.description');
  });

  it('leaves all of them while nothing is known', () => {
    expect(fieldsOf()).toContain('entity.spec.lifecycle');
  });

  it('calls types by their titles, and others as they are called', () => {
    const { render } = typeColumn();
    expect(render?.(row(machine), 'row')).toBe('Virtual machine');
    expect(render?.(row(theirs), 'row')).toBe('queue');
  });

  it('finds and sorts by what is shown', () => {
    const { customFilterAndSearch: finds, customSort: sort } = typeColumn();
    const found = (query: string) =>
      [machine, theirs].filter(entity =>
        finds?.(query, row(entity), typeColumn()),
      );
    expect(found('VIRTUAL M')).toEqual([machine]);
    expect(found('virtual-machine')).toEqual([machine]);
    expect(found('que')).toEqual([theirs]);
    expect(sort?.(row(theirs), row(machine), 'row')).toBeLessThan(0);
  });
});
