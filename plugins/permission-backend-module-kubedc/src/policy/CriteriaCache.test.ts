import { CriteriaCache } from './CriteriaCache';

const bob = { installation: 'zurich', user: 'acme:bob', groups: ['a', 'b'] };
const person = (user: string) => ({ ...bob, user });

describe('CriteriaCache', () => {
  let now = 0;
  const compute = jest.fn(async () => ['acme-prod']);
  const cacheOf = (maxWeight?: number) =>
    new CriteriaCache<string[]>({
      weigh: names => names.length,
      maxWeight,
      now: () => now,
    });
  beforeEach(() => {
    now = 0;
    compute.mockClear();
  });

  it('works out once what many ask for, whatever the order of groups', async () => {
    const cache = cacheOf();
    const answers = await Promise.all([
      cache.get(bob, 0, compute),
      cache.get({ ...bob, groups: ['b', 'a'] }, 0, compute),
    ]);
    expect(answers).toEqual([['acme-prod'], ['acme-prod']]);
    expect(compute).toHaveBeenCalledTimes(1);
    await cache.get({ ...bob, groups: ['a'] }, 0, compute);
    await cache.get({ ...bob, installation: 'geneva' }, 0, compute);
    expect(compute).toHaveBeenCalledTimes(3);
  });

  it('forgets with time, and at once when rights change', async () => {
    const cache = cacheOf();
    await cache.get(bob, 0, compute);
    now = 2_999;
    await cache.get(bob, 0, compute);
    expect(compute).toHaveBeenCalledTimes(1);
    now = 3_000;
    await cache.get(bob, 0, compute);
    expect(compute).toHaveBeenCalledTimes(2);
    await cache.get(bob, 1, compute);
    expect(compute).toHaveBeenCalledTimes(3);
  });

  it('does not keep failures', async () => {
    const cache = cacheOf();
    compute.mockRejectedValueOnce(new Error('away'));
    await expect(cache.get(bob, 0, compute)).rejects.toThrow('away');
    expect(cache.size).toBe(0);
    await expect(cache.get(bob, 0, compute)).resolves.toEqual(['acme-prod']);
  });

  it('holds no more than so many names, and nothing that is too old', async () => {
    const cache = cacheOf(25);
    const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
    const many = async () => names;
    await cache.get(person('a'), 0, many);
    await cache.get(person('b'), 0, many);
    expect(cache.size).toBe(2);
    await cache.get(person('c'), 0, many);
    expect(cache.size).toBe(2);
    await cache.get(person('c'), 0, compute);
    expect(compute).not.toHaveBeenCalled();
    now = 3_000;
    await cache.get(person('d'), 0, many);
    expect(cache.size).toBe(1);
  });
});
