import type { Entity } from '@backstage/catalog-model';
import { defaultCatalogCollatorEntityTransformer } from '@backstage/plugin-search-backend-module-catalog';
import { withSearchableWords } from './withSearchableWords';

describe('withSearchableWords', () => {
  const transform = withSearchableWords(
    defaultCatalogCollatorEntityTransformer,
  );
  const entity = (description: string, annotations: object = {}): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'db.orders',
      title: 'orders',
      description,
      annotations: { 'kube-dc.com/installation': 'alpha', ...annotations },
    },
    spec: { type: 'database', owner: 'group:acme/shop' },
  });

  it.each([
    ['Database, 10.0.0.5:5432', '10.0.0.55432'],
    ['Disk, registry.example/team/x:1.2', 'registry.example/team/x1.2'],
    ['https://dev.example:6443', 'https//dev.example6443'],
    ['2001:db8::1, 2001:db8::1, 10.0.0.5', '2001db81'],
    ['Database in acme/prod, postgresql 16', ''],
    [':: (*)', ''],
  ])('gives %p the words %p beside its own', (description, keywords) => {
    expect(transform(entity(description))).toEqual({
      ...defaultCatalogCollatorEntityTransformer(entity(description)),
      keywords,
    });
  });

  it('leaves entities of other origin as they are', () => {
    const other = entity('10.0.0.5:5432', {
      'kube-dc.com/installation': undefined,
    });
    expect(transform(other)).toEqual(
      defaultCatalogCollatorEntityTransformer(other),
    );
  });
});
