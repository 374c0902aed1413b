import { Limiter } from './Limiter';

describe('Limiter', () => {
  it('runs only so many calls at once, in their order, and goes on after a failure', async () => {
    const limiter = new Limiter(2);
    const started: string[] = [];
    const ends = new Map<string, (error?: Error) => void>();
    const call = (name: string) =>
      limiter.run(
        () =>
          new Promise<string>((resolve, reject) => {
            started.push(name);
            ends.set(name, error => (error ? reject(error) : resolve(name)));
          }),
      );
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(call);
    expect(started).toEqual(['a', 'b']);
    ends.get('b')!(new Error('away'));
    await expect(b).rejects.toThrow('away');
    expect(started).toEqual(['a', 'b', 'c']);
    ends.get('a')!();
    await expect(a).resolves.toBe('a');
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    ends.get('c')!();
    ends.get('d')!();
    await expect(Promise.all([c, d])).resolves.toEqual(['c', 'd']);
    const last = limiter.run(async () => 'e');
    await expect(last).resolves.toBe('e');
  });

  it('lets those who wait take turns, however much one of them asks', async () => {
    const limiter = new Limiter(1);
    const order: string[] = [];
    const call = (name: string, who: string) =>
      limiter.run(async () => {
        order.push(name);
      }, who);
    const flood = Array.from({ length: 100 }, (_, index) =>
      call(`mallory ${index}`, 'mallory'),
    );
    const others = [call('bob', 'bob'), call('carol', 'carol')];
    await Promise.all([...flood, ...others]);
    expect(order.slice(0, 5)).toEqual([
      'mallory 0',
      'mallory 1',
      'bob',
      'carol',
      'mallory 2',
    ]);
    expect(order).toHaveLength(102);
  });
});
