import { WorkQueue } from './workQueue';

/** Resolves when all that was begun has gone through. */
const turn = () =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

describe('WorkQueue', () => {
  it('works on a key by one worker at a time, and once more if added again', async () => {
    const finish: (() => void)[] = [];
    const begun: string[] = [];
    const queue = new WorkQueue({
      workers: 2,
      work: key => {
        begun.push(key);
        return new Promise<void>(resolve => {
          finish.push(resolve);
        });
      },
      onError: () => {},
    });
    queue.add('a');
    queue.add('a');
    queue.start();
    queue.add('a');
    queue.add('b');
    queue.add('c');
    expect(begun).toEqual(['a', 'b']);
    finish[0]();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    finish[1]();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'a']);
    finish[2]();
    finish[3]();
    await queue.stop();
    expect(queue.isIdle()).toBe(true);
  });

  describe('with time', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('comes back later and later after failures, and at once after success', async () => {
      let mayFail = true;
      const times: number[] = [];
      const errors: number[] = [];
      const begun = Date.now();
      const queue = new WorkQueue({
        work: async () => {
          times.push(Date.now() - begun);
          if (mayFail) {
            throw new Error('not yet');
          }
        },
        onError: (_key, _error, failures) => errors.push(failures),
      });
      queue.start();
      queue.add('a');
      for (let index = 0; index < 3; index++) {
        await turn();
        jest.runOnlyPendingTimers();
      }
      await turn();
      expect(times).toEqual([0, 50, 150, 350]);
      expect(errors).toEqual([1, 2, 3, 4]);
      mayFail = false;
      jest.runOnlyPendingTimers();
      await turn();
      expect(queue.isIdle(60_000)).toBe(true);
      await queue.stop();
    });

    it('keeps the earliest of several plans', async () => {
      const worked: string[] = [];
      const queue = new WorkQueue({
        work: async key => {
          worked.push(key);
        },
        onError: () => {},
      });
      queue.start();
      queue.addAfter('a', 500);
      queue.addAfter('a', 100);
      queue.addAfter('a', 900);
      jest.advanceTimersByTime(99);
      expect(worked).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(worked).toEqual(['a']);
      await turn();
      jest.advanceTimersByTime(1000);
      expect(worked).toEqual(['a']);
      await queue.stop();
    });
  });
});
