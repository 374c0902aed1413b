import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import {
  FieldError,
  OperationInterruptedError,
  type PreparedOperation,
} from '@kubedc/backstage-plugin-kubedc-node';
import { runOf } from '../__testUtils__/runOf';
import { openDatabase } from '../database/openDatabase';
import { RunExecutor } from './RunExecutor';
import { RunStore } from './RunStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('RunExecutor', () => {
  let runs: RunStore;
  let executor: RunExecutor;
  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    runs = new RunStore(
      await openDatabase(
        mockServices.database.mock({
          getClient: async () => knex,
          migrations: { skip: false },
        }),
      ),
    );
    executor = new RunExecutor({ runs, logger: mockServices.logger.mock() });
  });

  const prepared = (send: PreparedOperation['send']): PreparedOperation => ({
    input: {},
    requests: [],
    send,
  });

  it('keeps of what was made its identity only', async () => {
    const run = await runs.insert(runOf());
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'login',
        namespace: 'acme-prod',
        uid: 'uid-1',
        annotations: { note: 'hunter2' },
      },
      stringData: { password: 'hunter2' },
    };

    const sent = await executor.execute(
      run,
      prepared(async () => [secret]),
    );

    expect(sent.state).toBe('settling');
    expect(sent.leaseUntil).toBeUndefined();
    expect(sent.made).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'login', namespace: 'acme-prod', uid: 'uid-1' },
      },
    ]);
  });

  it.each([
    [new ConflictError('exists'), undefined],
    [new FieldError('diskSize', 'Too small'), 'diskSize'],
  ])('records why it failed and passes it on: %s', async (error, field) => {
    const run = await runs.insert(runOf());

    await expect(
      executor.execute(
        run,
        prepared(async () => {
          throw error;
        }),
      ),
    ).rejects.toBe(error);

    await expect(runs.find(run.id)).resolves.toMatchObject({
      state: 'failed',
      error: {
        name: error.name,
        message: error.message,
        ...(field && { field }),
      },
      finishedAt: expect.any(Date),
    });
  });

  it('leaves to the resolver what nobody knows the outcome of', async () => {
    const run = await runs.insert(runOf());

    const left = await executor.execute(
      run,
      prepared(async () => {
        throw new OperationInterruptedError('socket hang up');
      }),
    );

    expect(left.state).toBe('running');
    expect(left.progress.at(-1)?.message).toContain('socket hang up');
    const abandoned = await runs.findAbandoned(10);
    expect(abandoned.map(({ id }) => id)).toContain(run.id);
  });
});
