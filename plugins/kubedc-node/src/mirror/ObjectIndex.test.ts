import { ObjectStore } from './ObjectStore';

const object = (
  name: string,
  version: string,
  extra: { owner?: string; labels?: Record<string, string> } = {},
) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: {
    name,
    namespace: 'acme',
    uid: name,
    resourceVersion: version,
    ...(extra.labels && { labels: extra.labels }),
    ...(extra.owner && {
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Owner', name: 'o', uid: extra.owner },
      ],
    }),
  },
});

describe('the indexes of a store', () => {
  const store = new ObjectStore();
  const owned = (uid: string) =>
    store.ownedBy(uid).map(({ metadata }) => metadata.name);
  const labelled = (value: string) =>
    store.labelled('app', value).map(({ metadata }) => metadata.name);

  it('follow every change', () => {
    store.upsert(object('a', '1', { owner: 'x', labels: { app: 'shop' } }));
    // From here on the label is indexed.
    expect(labelled('shop')).toEqual(['a']);
    store.upsert(object('b', '1', { owner: 'x', labels: { app: 'shop' } }));
    expect(owned('x')).toEqual(['a', 'b']);
    expect(labelled('shop')).toEqual(['a', 'b']);

    store.upsert(object('a', '2', { owner: 'y', labels: { app: 'api' } }));
    expect(owned('x')).toEqual(['b']);
    expect(owned('y')).toEqual(['a']);
    expect(labelled('shop')).toEqual(['b']);
    expect(labelled('api')).toEqual(['a']);

    store.remove(object('b', '3'));
    store.retain([]);
    expect([...owned('x'), ...owned('y')]).toEqual([]);
    expect([...labelled('shop'), ...labelled('api')]).toEqual([]);
    expect(store.size).toBe(0);
  });
});
