import {
  compileCatalogModel,
  defaultCatalogEntityModel,
} from '@backstage/catalog-model/alpha';
import { kindRegistry } from '../kinds';
import { kubedcModelLayer } from './modelLayer';

const apiVersion = 'backstage.io/v1alpha1';

describe('kubedcModelLayer', () => {
  const plain = compileCatalogModel([defaultCatalogEntityModel]);
  const model = compileCatalogModel([
    defaultCatalogEntityModel,
    kubedcModelLayer,
  ]);

  it.each(
    kindRegistry
      .all()
      .filter(({ entity }) => !['Group', 'Component'].includes(entity.kind))
      .map(({ entity }) => [entity.kind, entity.type]),
  )('knows %s of type %s and keeps the relations of the kind', (kind, type) => {
    const typed = model.getKind({ kind, apiVersion, spec: { type } });
    const untyped = plain.getKind({ kind, apiVersion });
    expect(typed?.description).toMatch(/Kube-DC/);
    expect(typed?.relationFields).toEqual(untyped?.relationFields);
  });

  it('requires nothing beyond a plain entity of the kind', () => {
    const typed = model.getKind({
      kind: 'Resource',
      apiVersion,
      spec: { type: 'database' },
    });
    const { spec } = typed?.jsonSchema.properties as {
      spec: { required: string[] };
    };
    expect(spec.required).toEqual(['type', 'owner']);
  });

  it('leaves entities of other types alone', () => {
    const spec = { type: 'topic' };
    const typed = model.getKind({ kind: 'Resource', apiVersion, spec });
    const untyped = plain.getKind({ kind: 'Resource', apiVersion, spec });
    expect(typed?.description).toBe(untyped?.description);
    expect(typed?.relationFields).toEqual(untyped?.relationFields);
    expect(typed?.jsonSchema.required).toEqual(untyped?.jsonSchema.required);
  });

  it('describes the annotations', () => {
    const names = model.getMetadata().annotations.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['kube-dc.com/project', 'kube-dc.com/uid']),
    );
  });
});
