import { Schema } from '../schema/types';
import { atomOf } from './atom';
import { FieldSet } from './fieldSet';
import { fromFieldsV1, toFieldsV1 } from './fieldsV1';
import { keepTimes } from './keepTimes';
import { Managers } from './managers';
import { merge } from './merge';
import { compareElements, parseElement, printPath } from './pathElement';
import { reconcile } from './reconcile';
import { typeProblem } from './validateValue';

const list = (type: string, ...keys: string[]): Schema => ({
  type: 'array',
  'x-kubernetes-list-type': type,
  ...(keys.length > 0 && { 'x-kubernetes-list-map-keys': keys }),
  items:
    keys.length > 0
      ? {
          type: 'object',
          properties: { n: { type: 'integer' }, v: { type: 'string' } },
        }
      : { type: 'string' },
});
const typeOf = (properties: Record<string, Schema>) =>
  atomOf({ type: 'object', properties });

describe('steps of a path', () => {
  it('are printed as messages name them', () => {
    expect(
      printPath(['f:spec', 'k:{"n":1,"p":"TCP"}', 'v:"a"', 'v:true', 'i:3']),
    ).toBe('.spec[n=1,p="TCP"][="a"][=true][3]');
  });

  it('are read in one form, whatever the order of keys', () => {
    expect(parseElement('k:{"p":"x","n":1}')).toBe('k:{"n":1,"p":"x"}');
    expect(parseElement('x:what')).toBeUndefined();
    expect(() => parseElement('k:[')).toThrow();
    expect(() => parseElement('f')).toThrow('missing colon: f');
  });

  it('have an order: fields, keys, values, places', () => {
    const sorted = ['f:a', 'f:b', 'k:{"n":2}', 'k:{"n":10}', 'v:3', 'v:"x"'];
    expect([...sorted].reverse().sort(compareElements)).toEqual(sorted);
  });
});

describe('sets of fields', () => {
  it('are written and read', () => {
    const set = FieldSet.of(['f:a'], ['f:a', 'f:b'], ['f:c', 'v:"x"']);
    const written = toFieldsV1(set);
    expect(written).toEqual({
      'f:a': { '.': {}, 'f:b': {} },
      'f:c': { 'v:"x"': {} },
    });
    expect(fromFieldsV1({ ...written }).equals(set)).toBe(true);
    expect(toFieldsV1(FieldSet.of(['f:c', 'v:"x"']))).toBe(
      toFieldsV1(FieldSet.of(['f:c', 'v:"x"'])),
    );
  });

  it('are taken apart with and without what is below', () => {
    const set = FieldSet.of(['f:a'], ['f:a', 'f:b'], ['f:c']);
    const a = FieldSet.of(['f:a']);
    expect(set.difference(a).has(['f:a', 'f:b'])).toBe(true);
    expect(set.recursiveDifference(a).equals(FieldSet.of(['f:c']))).toBe(true);
    expect(set.intersection(a).equals(a)).toBe(true);
    expect(set.difference(set).isEmpty()).toBe(true);
  });
});

describe('merging', () => {
  const atom = typeOf({ map: list('map', 'n'), set: list('set') });
  const merged = (a: object, b: object) => merge(atom, a, b);

  it('keeps the order of both lists as far as it goes', () => {
    expect(merged({ set: ['a', 'b', 'c'] }, { set: ['c', 'x', 'a'] })).toEqual({
      set: ['b', 'c', 'x', 'a'],
    });
    expect(merged({ set: ['a', 'b'] }, { set: ['c'] })).toEqual({
      set: ['a', 'b', 'c'],
    });
  });

  it('merges items with the same keys', () => {
    expect(
      merged(
        { map: [{ n: 1, v: 'a' }, { n: 2 }] },
        { map: [{ n: 2, v: 'b' }] },
      ),
    ).toEqual({
      map: [
        { n: 1, v: 'a' },
        { n: 2, v: 'b' },
      ],
    });
  });
});

describe('types that have changed', () => {
  it('make a whole of what was owned in parts', () => {
    const set = FieldSet.of(['f:l', 'v:"a"'], ['f:l'], ['f:o']);
    const manager = {
      manager: 'x',
      operation: 'Apply' as const,
      apiVersion: 'v1',
      set,
    };
    const managers: Managers = new Map([['x', manager]]);
    const atom = typeOf({ l: list('atomic'), o: { type: 'string' } });
    reconcile(
      {
        apiVersion: 'v1',
        reset: new FieldSet(),
        isChangeable: true,
        typed: value => ({ atom, value }),
      },
      {},
      managers,
    );
    expect(toFieldsV1(managers.get('x')?.set as FieldSet)).toEqual({
      'f:l': {},
      'f:o': {},
    });
  });
});

describe('values that do not fit', () => {
  it('are told in the words of a real server', () => {
    const atom = typeOf({ a: { type: 'boolean' }, m: list('map', 'n') });
    expect(typeProblem(atom, { a: 'x' })).toBe(
      '.a: expected boolean, got &{x}',
    );
    expect(typeProblem(atom, { m: { n: 1 } })).toBe(
      '.m: expected list, got &{map[n:1]}',
    );
    expect(
      typeProblem(atom, { m: [{ n: 1 }, { n: 1 }] }, true),
    ).toBeUndefined();
  });
});

describe('the times of owners', () => {
  const object = (time: string, data: object) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', managedFields: [{ manager: 'x', time }] },
    data,
  });

  it('stay when nothing else changes', () => {
    const next = object('later', { a: '1' });
    keepTimes(next, object('before', { a: '1' }));
    expect(next.metadata.managedFields[0].time).toBe('before');
    const changed = object('later', { a: '2' });
    keepTimes(changed, object('before', { a: '1' }));
    expect(changed.metadata.managedFields[0].time).toBe('later');
  });
});
