import { Pace } from './Pace';

describe('Pace', () => {
  const never = new AbortController().signal;

  it('lets the first call of a quiet spell through at once, and the next after the interval', async () => {
    const pace = new Pace(300);
    pace.call();
    await pace.next(never);
    const first = performance.now();
    pace.call();
    pace.call();
    await pace.next(never);
    expect(performance.now() - first).toBeGreaterThanOrEqual(290);

    const slow = new Pace(60_000);
    slow.call();
    await expect(slow.next(never)).resolves.toBeUndefined();
  });

  it('does not wait when a whole batch is waiting, even if that comes later', async () => {
    const pace = new Pace(60_000);
    pace.call();
    await pace.next(never);
    pace.call();
    const next = pace.next(never);
    pace.hurry();
    await expect(next).resolves.toBeUndefined();
  });

  it('ends with its signal', async () => {
    const pace = new Pace(60_000);
    const abort = new AbortController();
    const quiet = pace.next(abort.signal);
    abort.abort();
    await expect(quiet).resolves.toBeUndefined();
  });
});
