import { RightsCache } from './RightsCache';

const bob = { user: 'acme:bob', groups: ['acme:dev'] };
const carol = { user: 'globex:carol', groups: [] };

describe('RightsCache', () => {
  let now = 0;
  let asked = 0;
  let cache: RightsCache;
  const ask = async () => {
    asked += 1;
    return asked;
  };
  const askAbout = (namespace?: string, identity: typeof bob = bob) =>
    cache.get(identity, namespace, 'rules', ask);

  beforeEach(() => {
    now = 100_000;
    asked = 0;
    cache = new RightsCache({ now: () => now });
  });

  it('asks once for equal questions, and again before 30 seconds have passed', async () => {
    expect(await Promise.all([askAbout('a'), askAbout('a')])).toEqual([1, 1]);
    now += 20_000;
    expect(await askAbout('a')).toBe(1);
    now += 9_999;
    expect(await askAbout('a')).toBe(2);
  });

  it('does not keep failures', async () => {
    await expect(
      cache.get(bob, 'a', 'rules', () => Promise.reject(new Error('away'))),
    ).rejects.toThrow('away');
    expect(cache.size).toBe(0);
    expect(await askAbout('a')).toBe(1);
  });

  it('tells people, groups, tokens and namespaces apart, but not the order of groups', async () => {
    const two = { user: 'acme:bob', groups: ['a', 'b'] };
    const questions: Array<[typeof bob | undefined, string | undefined]> = [
      [two, 'a'],
      [two, 'b'],
      [two, undefined],
      [{ ...two, groups: ['a'] }, 'a'],
      [{ ...two, user: 'acme:alice' }, 'a'],
      [{ ...two, token: 'one' } as typeof bob, 'a'],
      [{ ...two, token: 'two' } as typeof bob, 'a'],
      [undefined, 'a'],
    ];
    for (const [identity, namespace] of questions) {
      await cache.get(identity, namespace, 'rules', ask);
    }
    expect(asked).toBe(questions.length);
    await cache.get({ ...two, groups: ['b', 'a'] }, 'a', 'rules', ask);
    await cache.get({ ...two, token: 'two' }, 'a', 'rules', ask);
    expect(asked).toBe(questions.length);
  });

  it('forgets what a binding of the person may have changed, and nothing else', async () => {
    await Promise.all([
      askAbout('a'),
      askAbout('b'),
      askAbout(undefined),
      askAbout('a', carol),
    ]);
    cache.forget(['Group/acme:dev'], 'a');
    expect(await askAbout('b')).toBe(2);
    expect(await askAbout(undefined)).toBe(3);
    expect(await askAbout('a', carol)).toBe(4);
    expect(await askAbout('a')).toBe(5);
    cache.forget(['User/globex:carol', 'User/acme:bob']);
    expect(await askAbout(undefined)).toBe(6);
    expect(await askAbout('a', carol)).toBe(7);
  });

  it('forgets everybody for who is signed in', async () => {
    await Promise.all([askAbout('a'), askAbout('a', carol)]);
    cache.forget(['Group/system:authenticated'], 'a');
    expect(cache.size).toBe(0);
  });

  it('does not keep for long what was asked when a binding had just changed', async () => {
    await askAbout('a');
    cache.forget(['User/acme:bob'], 'a');
    expect(await askAbout('a')).toBe(2);
    now += 1_999;
    expect(await askAbout('a')).toBe(2);
    now += 1;
    expect(await askAbout('a')).toBe(3);
    now += 20_000;
    expect(await askAbout('a')).toBe(3);
  });

  it('keeps what is put together for less long, and never longer than what it is made of by 30 seconds', async () => {
    const scope = (keep = true) => cache.getScope(bob, 'list', ask, () => keep);
    expect(await Promise.all([scope(), scope()])).toEqual([1, 1]);
    now += 3_999;
    expect(await scope()).toBe(1);
    now += 1;
    expect(await scope()).toBe(2);
    cache.forget(['User/acme:bob'], 'a');
    expect(await scope()).toBe(3);
    now += 10_000;
    expect(await scope(false)).toBe(4);
    expect(await scope()).toBe(5);
  });

  it('does not keep an answer that was on its way when a binding changed', async () => {
    let answer: (value: number) => void = () => {};
    const early = cache.get(
      bob,
      'a',
      'rules',
      () => new Promise<number>(resolve => (answer = resolve)),
    );
    cache.forget(['User/acme:bob'], 'a');
    answer(99);
    expect(await early).toBe(99);
    expect(await askAbout('a')).toBe(1);
  });

  it('holds no more than it may and lets those go first who have not asked for longest', async () => {
    cache = new RightsCache({ now: () => now, maxAnswers: 3 });
    await askAbout('a', carol);
    await askAbout('a');
    await askAbout('b');
    await askAbout('a', carol);
    await askAbout('b', carol);
    expect(cache.size).toBe(2);
    expect(await askAbout('a', carol)).toBe(1);
    for (const namespace of ['c', 'd', 'e']) {
      await askAbout(namespace, carol);
      expect(cache.size).toBeLessThanOrEqual(3);
    }
    expect(await askAbout('e', carol)).toBe(asked);
  });

  it('counts right when an answer that is put together makes its own parts go', async () => {
    cache = new RightsCache({ now: () => now, maxAnswers: 3 });
    await askAbout('a');
    for (let round = 0; round < 5; round += 1) {
      now += 10_000;
      await cache.getScope(
        carol,
        'list',
        async () => {
          const parts = ['a', 'b', 'c', 'd'].map(name => askAbout(name, carol));
          return Promise.all([...parts, askAbout('a')]);
        },
        () => true,
      );
      expect(cache.size).toBeGreaterThan(0);
      expect(cache.size).toBeLessThanOrEqual(3);
    }
    cache.forget(['User/acme:bob', 'User/globex:carol']);
    expect(cache.size).toBe(0);
  });

  it('remembers no more people than it may, also when none of their questions was answered', async () => {
    cache = new RightsCache({ now: () => now, maxPeople: 3 });
    await askAbout('a');
    for (let count = 0; count < 10; count += 1) {
      const madeUp = { ...carol, token: `made.up.${count}` };
      await expect(
        cache.get(madeUp, 'a', 'rules', () => Promise.reject(new Error('401'))),
      ).rejects.toThrow('401');
      expect(await askAbout('a')).toBe(1);
      expect(cache.people).toBeLessThanOrEqual(3);
    }
    expect(cache.size).toBe(1);
  });
});
