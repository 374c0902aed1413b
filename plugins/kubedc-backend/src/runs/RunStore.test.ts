import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database/openDatabase';
import { runOf } from '../__testUtils__/runOf';
import { RunStore } from './RunStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('RunStore on %s', databaseId => {
  let store: RunStore;

  beforeAll(async () => {
    const knex = await databases.init(databaseId);
    store = new RunStore(
      await openDatabase(
        mockServices.database.mock({
          getClient: async () => knex,
          migrations: { skip: false },
        }),
      ),
    );
  });

  it('keeps a run as it is', async () => {
    const run = runOf({
      progress: [{ time: new Date().toISOString(), message: 'Create bucket' }],
      targets: [
        {
          type: {
            group: 'objectbucket.io',
            version: 'v1alpha1',
            resource: 'objectbucketclaims',
            namespaced: true,
          },
          namespace: 'acme-prod',
          name: 'uploads',
        },
      ],
    });

    await store.insert(run);

    await expect(store.find(run.id)).resolves.toEqual({
      ...run,
      error: undefined,
      finishedAt: undefined,
      idempotencyKey: undefined,
      output: undefined,
    });
  });

  it('answers the first run of an idempotency key, also to a race', async () => {
    const runs = Array.from({ length: 5 }, () =>
      runOf({ idempotencyKey: 'task-1' }),
    );

    const stored = await Promise.all(runs.map(run => store.insert(run)));

    const [first] = stored;
    expect(runs.map(({ id }) => id)).toContain(first.id);
    expect(stored.map(({ id }) => id)).toEqual(runs.map(() => first.id));
  });

  it("keeps one person's key from another's", async () => {
    const alice = await store.insert(runOf({ idempotencyKey: 'shared' }));
    const bob = await store.insert(
      runOf({ idempotencyKey: 'shared', userRef: 'user:acme/bob' }),
    );

    expect(bob.id).not.toBe(alice.id);
  });

  it('lets any number of runs go without a key', async () => {
    const first = await store.insert(runOf());
    const second = await store.insert(runOf());

    expect(second.id).not.toBe(first.id);
  });

  it('changes a run once when two want to at the same time', async () => {
    const run = await store.insert(runOf());

    await Promise.all([
      store.update(run, { state: 'settling', leaseUntil: null }),
      store.update(run, { state: 'failed', leaseUntil: null }),
    ]);

    const stored = await store.find(run.id);
    expect(stored?.version).toBe(1);
    expect(['settling', 'failed']).toContain(stored?.state);
  });

  it('keeps output, error and the end of a run', async () => {
    const run = await store.insert(runOf());
    const finishedAt = new Date();

    const stored = await store.update(run, {
      state: 'failed',
      output: { name: 'uploads' },
      error: { name: 'ConflictError', message: 'exists', field: 'name' },
      finishedAt,
      leaseUntil: null,
    });

    expect(stored).toMatchObject({
      state: 'failed',
      output: { name: 'uploads' },
      error: { name: 'ConflictError', message: 'exists', field: 'name' },
      finishedAt,
    });
    expect(stored.leaseUntil).toBeUndefined();
  });

  it('gives a run whose process died to one taker only', async () => {
    const run = await store.insert(
      runOf({ leaseUntil: new Date(Date.now() - 1) }),
    );
    const lease = new Date(Date.now() + 30_000);

    const takers = await Promise.all([
      store.takeOver(run, lease),
      store.takeOver(run, lease),
    ]);

    expect(takers.filter(Boolean)).toHaveLength(1);
  });

  it('does not take a run from a process that has renewed its lease', async () => {
    const run = await store.insert(
      runOf({ leaseUntil: new Date(Date.now() - 1) }),
    );
    const lease = new Date(Date.now() + 30_000);
    await store.renewLease(run.id, lease);

    await expect(store.takeOver(run, lease)).resolves.toBeUndefined();
  });

  it('finds runs whose process died', async () => {
    const dead = await store.insert(
      runOf({ leaseUntil: new Date(Date.now() - 1) }),
    );
    const alive = await store.insert(runOf());
    const over = await store.insert(
      runOf({ state: 'settling', leaseUntil: undefined }),
    );

    const ids = (await store.findAbandoned(1_000)).map(({ id }) => id);

    expect(ids).toContain(dead.id);
    expect(ids).not.toContain(alive.id);
    expect(ids).not.toContain(over.id);
  });

  it('deletes what is old', async () => {
    const old = await store.insert(runOf({ startedAt: new Date(0) }));
    const recent = await store.insert(runOf());

    await expect(store.deleteBefore(new Date(1))).resolves.toBe(1);

    await expect(store.find(old.id)).resolves.toBeUndefined();
    await expect(store.find(recent.id)).resolves.toBeDefined();
  });
});
