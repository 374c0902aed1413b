import { ObjectStore } from './ObjectStore';

const object = (
  name: string,
  version: string,
  uid = name,
  namespace = 'a',
) => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name, namespace, uid, resourceVersion: version },
});

describe('ObjectStore', () => {
  it('tells only real changes', () => {
    const store = new ObjectStore();
    expect(store.upsert(object('x', '1'))).toMatchObject([{ action: 'added' }]);
    expect(store.upsert(object('x', '1'))).toEqual([]);
    expect(store.upsert(object('x', '2'))).toMatchObject([
      { action: 'modified', previous: { metadata: { resourceVersion: '1' } } },
    ]);
    expect(store.remove(object('x', '3'))).toMatchObject([
      { action: 'deleted' },
    ]);
    expect(store.remove(object('x', '3'))).toEqual([]);
    expect(store.size).toBe(0);
  });

  it('believes no version of any namespace that was put back, until it is told anew', () => {
    const store = new ObjectStore();
    const everywhere = ['a', 'b', 'c'].map(each => object('x', '1', 'x', each));
    everywhere.forEach(each => store.upsert(each));
    store.distrust('a');
    store.distrust('b');
    const told = () =>
      ['a', 'b', 'c'].flatMap(each =>
        store
          .upsert(object('x', '1', 'x', each))
          .map(change => [each, change.action]),
      );
    expect(told()).toEqual([
      ['a', 'modified'],
      ['b', 'modified'],
    ]);
    expect(told()).toEqual([]);
  });

  it('takes an object of the same name and another uid for another one', () => {
    const store = new ObjectStore();
    store.upsert(object('x', '1', 'first'));
    expect(
      store
        .upsert(object('x', '9', 'second'))
        .map(each => [each.action, each.object.metadata.uid]),
    ).toEqual([
      ['deleted', 'first'],
      ['added', 'second'],
    ]);
    expect(store.size).toBe(1);
  });

  it('finds by namespace and retains what is listed', () => {
    const store = new ObjectStore();
    store.upsert(object('x', '1'));
    store.upsert(object('y', '1'));
    store.upsert(object('x', '1', 'other', 'b'));
    expect(store.list('a')).toHaveLength(2);
    expect(store.list()).toHaveLength(3);
    expect(store.retain([object('y', '1')])).toHaveLength(2);
    expect(store.list().map(({ metadata }) => metadata.name)).toEqual(['y']);
    expect(store.list('b')).toEqual([]);
  });
});
