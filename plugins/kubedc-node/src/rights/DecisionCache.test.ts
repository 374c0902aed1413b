import { DecisionCache } from './DecisionCache';

describe('DecisionCache', () => {
  it('asks once for a question, as long as the answer is fresh', async () => {
    let now = 0;
    const cache = new DecisionCache<number>({
      maxAgeMs: 10,
      maxEntries: 5,
      now: () => now,
    });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return asked;
    };
    expect(
      await Promise.all([cache.get('a', ask), cache.get('a', ask)]),
    ).toEqual([1, 1]);
    now = 10;
    expect(await cache.get('a', ask)).toBe(2);
  });

  it('does not keep failures', async () => {
    const cache = new DecisionCache<number>({ maxAgeMs: 10, maxEntries: 5 });
    await expect(
      cache.get('a', () => Promise.reject(new Error('away'))),
    ).rejects.toThrow('away');
    expect(await cache.get('a', async () => 1)).toBe(1);
  });

  it('holds no more than it may', async () => {
    const cache = new DecisionCache<number>({
      maxAgeMs: 10_000,
      maxEntries: 2,
    });
    for (const key of ['a', 'b', 'c']) {
      await cache.get(key, async () => 1);
    }
    expect(await cache.get('c', async () => 2)).toBe(1);
    expect(await cache.get('a', async () => 2)).toBe(2);
  });
});
