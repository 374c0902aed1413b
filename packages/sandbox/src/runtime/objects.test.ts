import { contains, shortHash, withConditions } from './objects';
import { formatBytes, formatCores, formatGiB, parseQuantity } from './quantity';

describe('contains', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, true],
    [{ a: { b: [1, { c: 2, d: 3 }] } }, { a: { b: [1, { c: 2 }] } }, true],
    [{ a: [1, 2] }, { a: [1] }, false],
    [{ a: 1 }, { a: 1, b: null }, true],
    [{ a: 1, b: 2 }, { b: null }, false],
    [{ a: 1 }, { b: undefined }, true],
    [{}, { a: {} }, false],
    [{ a: '1' }, { a: 1 }, false],
  ])('%j has %j: %s', (actual, wanted, expected) => {
    expect(contains(actual, wanted)).toBe(expected);
  });
});

describe('withConditions', () => {
  it('keeps the transition time while the status stays', () => {
    const first = withConditions(
      undefined,
      [{ type: 'Ready', status: 'False' }],
      new Date('2026-01-01T00:00:00.123Z'),
    );
    expect(first[0].lastTransitionTime).toBe('2026-01-01T00:00:00Z');
    const later = new Date('2026-01-02T00:00:00Z');
    const same = withConditions(
      first,
      [{ type: 'Ready', status: 'False', reason: 'Waiting' }],
      later,
    );
    expect(same).toEqual([
      {
        type: 'Ready',
        status: 'False',
        reason: 'Waiting',
        lastTransitionTime: '2026-01-01T00:00:00Z',
      },
    ]);
    const changed = withConditions(
      same,
      [{ type: 'Ready', status: 'True' }],
      later,
    );
    expect(changed[0].lastTransitionTime).toBe('2026-01-02T00:00:00Z');
  });
});

describe('quantities', () => {
  it.each([
    ['500m', 0.5],
    ['2Gi', 2 ** 31],
    ['1e3', 1000],
    ['0.5', 0.5],
    ['1024Ki', 2 ** 20],
    [3, 3],
    [undefined, 0],
  ])('reads %s', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value);
  });

  it('refuses what is none', () => {
    expect(() => parseQuantity('-')).toThrow('"-" is not a quantity');
    expect(() => parseQuantity('5Zi')).toThrow('"5Zi" is not a quantity');
  });

  it('writes them as the API server does', () => {
    expect(formatCores(2)).toBe('2');
    expect(formatCores(0.25)).toBe('250m');
    expect(formatBytes(3 * 2 ** 30)).toBe('3Gi');
    expect(formatBytes(1.5 * 2 ** 30)).toBe('1536Mi');
    expect(formatBytes(0)).toBe('0');
    expect(formatGiB(63.6 * 2 ** 30)).toBe('63.6Gi');
  });
});

describe('shortHash', () => {
  it('is the same for the same input and fits into a name', () => {
    expect(shortHash('a', 12)).toBe(shortHash('a', 12));
    expect(shortHash('a')).not.toBe(shortHash('b'));
    expect(shortHash('x', 16)).toMatch(/^[a-z0-9]{16}$/);
  });
});
