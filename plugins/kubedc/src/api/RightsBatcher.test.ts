import type { RightsQuestion } from '@kubedc/backstage-plugin-kubedc-common';
import { RightsBatcher } from './RightsBatcher';

const question = (operation: string): RightsQuestion => ({ operation });

describe('RightsBatcher', () => {
  it('asks all at once and gives each its answer', async () => {
    const ask = jest.fn(async (questions: RightsQuestion[]) =>
      questions.map(({ operation }) =>
        operation === 'vm:stop'
          ? { allowed: false, reason: 'no' }
          : { allowed: true },
      ),
    );
    const batcher = new RightsBatcher(ask);
    await expect(
      Promise.all(['vm:start', 'vm:stop'].map(id => batcher.ask(question(id)))),
    ).resolves.toEqual([{ allowed: true }, { allowed: false, reason: 'no' }]);
    await batcher.ask(question('vm:delete'));
    expect(ask.mock.calls).toEqual([
      [[question('vm:start'), question('vm:stop')]],
      [[question('vm:delete')]],
    ]);
  });

  it('asks no more at once than the backend answers', async () => {
    const ask = jest.fn(async (questions: RightsQuestion[]) =>
      questions.map(() => ({ allowed: true })),
    );
    const batcher = new RightsBatcher(ask);
    await Promise.all(
      Array.from({ length: 501 }, () => batcher.ask(question('vm:start'))),
    );
    expect(ask.mock.calls.map(([questions]) => questions.length)).toEqual([
      500, 1,
    ]);
  });

  it('tells everybody of a failure, and asks again afterwards', async () => {
    const ask = jest
      .fn(async (questions: RightsQuestion[]) =>
        questions.map(() => ({ allowed: true })),
      )
      .mockRejectedValueOnce(new Error('away'));
    const batcher = new RightsBatcher(ask);
    const first = ['a', 'b'].map(id => batcher.ask(question(id)));
    await expect(Promise.allSettled(first)).resolves.toEqual([
      { status: 'rejected', reason: new Error('away') },
      { status: 'rejected', reason: new Error('away') },
    ]);
    await expect(batcher.ask(question('a'))).resolves.toEqual({
      allowed: true,
    });
  });
});
