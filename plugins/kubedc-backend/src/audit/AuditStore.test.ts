import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database/openDatabase';
import { RunStore } from '../runs/RunStore';
import { auditEventOf } from '../__testUtils__/auditEventOf';
import { runOf } from '../__testUtils__/runOf';
import { AuditStore } from './AuditStore';
import type { AuditFilter, AuditReach, StoredAuditEvent } from './types';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const everything: AuditReach = [{ installation: 'sandbox', tenants: 'all' }];

describe.each(databases.eachSupportedId())('AuditStore on %s', databaseId => {
  let store: AuditStore;
  let runs: RunStore;

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    const opened = await openDatabase(
      mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: false },
      }),
    );
    store = new AuditStore(opened);
    runs = new RunStore(opened);
  });

  const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 12, minute));
  const insertAll = async (...events: Array<Partial<StoredAuditEvent>>) => {
    const stored = events.map((event, index) =>
      auditEventOf({ startedAt: at(index), name: `vm-${index}`, ...event }),
    );
    for (const event of stored) {
      await store.insert(event);
    }
    return stored;
  };
  const names = async (
    filter: AuditFilter = {},
    reach: AuditReach = everything,
  ) =>
    (await store.list(reach, filter, { limit: 100 })).map(({ name }) => name);

  it('keeps an event as it is', async () => {
    const full = auditEventOf({
      finishedAt: at(1),
      outcome: 'failed',
      reason: 'The disk is too small',
      viaRef: 'task-1',
      runId: runOf().id,
    });
    const bare = auditEventOf({
      kubernetesUser: undefined,
      installation: undefined,
      organization: undefined,
      tenant: undefined,
      project: undefined,
      kind: undefined,
      namespace: undefined,
      name: undefined,
      sourceAddress: undefined,
    });

    await store.insert(full);
    await store.insert(bare);

    await expect(store.find(full.id)).resolves.toEqual(full);
    await expect(store.find(bare.id)).resolves.toEqual({
      ...bare,
      finishedAt: undefined,
      reason: undefined,
      runId: undefined,
      viaRef: undefined,
    });
  });

  it('ends an event once', async () => {
    const [event] = await insertAll({});

    const ended = await Promise.all([
      store.end(event.id, { outcome: 'succeeded' }, at(7)),
      store.end(event.id, { outcome: 'failed', reason: 'late' }, at(8)),
    ]);

    expect(ended.filter(Boolean)).toHaveLength(1);
    const stored = await store.find(event.id);
    await store.end(event.id, { outcome: 'refused' }, at(9));
    await expect(store.find(event.id)).resolves.toEqual(stored);
  });

  it('finds the runs that ended while an event was still open', async () => {
    const open = runOf();
    const over = runOf({ state: 'succeeded', finishedAt: new Date() });
    await runs.insert(open);
    await runs.insert(over);
    const events = await insertAll({}, {}, {}, {});
    const expectedBy = at(30);
    await store.attach(events[0].id, { runId: open.id, expectedBy });
    await store.attach(events[1].id, { runId: over.id, expectedBy });
    await store.attach(events[2].id, { runId: over.id, expectedBy });

    await expect(store.findRunsOverdue(10)).resolves.toEqual([over.id]);
    const waiting = await store.findOpenOf(over.id);
    expect(waiting.map(({ id }) => id).sort()).toEqual(
      [events[1].id, events[2].id].sort(),
    );

    await store.end(events[1].id, { outcome: 'succeeded' }, at(5));
    await store.end(events[2].id, { outcome: 'succeeded' }, at(5));
    await expect(store.findRunsOverdue(10)).resolves.toEqual([]);
  });

  it('lists what one may read, and nothing to who may read nothing', async () => {
    await insertAll(
      {},
      { organization: 'globex', tenant: 'globex' },
      { tenant: undefined },
      { installation: 'other' },
      { installation: undefined, tenant: undefined },
    );
    const acme = { installation: 'sandbox', tenants: new Set(['acme']) };

    await expect(names()).resolves.toEqual(['vm-4', 'vm-2', 'vm-1', 'vm-0']);
    await expect(names({}, [acme])).resolves.toEqual(['vm-0']);
    await expect(names({ organization: 'globex' }, [acme])).resolves.toEqual(
      [],
    );
    await expect(
      names({}, [{ installation: 'sandbox', tenants: new Set() }]),
    ).resolves.toEqual([]);
    await expect(names({}, [])).resolves.toEqual([]);
    await expect(
      names({}, [acme, { installation: 'other', tenants: 'all' }]),
    ).resolves.toEqual(['vm-4', 'vm-3', 'vm-0']);
  });

  it.each<[string, AuditFilter, string[]]>([
    ['installation', { installation: 'sandbox' }, ['vm-3', 'vm-2', 'vm-1']],
    ['organization', { organization: 'globex' }, ['vm-1']],
    ['project', { project: 'globex/shop' }, ['vm-1']],
    ['actor', { actor: 'user:acme/bob' }, ['vm-2']],
    ['operation', { operation: 'bucket:create' }, ['vm-2']],
    ['kind', { kind: 'objectBucketClaim' }, ['vm-2']],
    ['name', { name: 'vm-3' }, ['vm-3']],
    ['from', { from: at(2) }, ['vm-3', 'vm-2']],
    ['to', { to: at(2) }, ['vm-1', 'vm-0']],
    ['text', { text: 'SHOP' }, ['vm-1']],
    ['text in a reason', { text: 'Quota' }, ['vm-3']],
    ['text that is a pattern', { text: '%' }, []],
    ['succeeded', { outcome: 'succeeded' }, ['vm-2']],
    ['failed', { outcome: 'failed' }, ['vm-3']],
    ['running', { outcome: 'running' }, ['vm-1']],
    ['unfinished', { outcome: 'unfinished' }, ['vm-0']],
    ['two at once', { organization: 'acme', outcome: 'failed' }, ['vm-3']],
  ])('filters by %s', async (_, filter, expected) => {
    await insertAll(
      { installation: 'other', expectedBy: at(0) },
      {
        organization: 'globex',
        project: 'globex/shop',
        expectedBy: new Date(Date.now() + 60_000),
      },
      {
        actor: 'user:acme/bob',
        operation: 'bucket:create',
        kind: 'objectBucketClaim',
        outcome: 'succeeded',
      },
      { outcome: 'failed', reason: 'exceeded quota' },
    );

    await expect(
      names(filter, [
        { installation: 'sandbox', tenants: 'all' },
        { installation: 'other', tenants: 'all' },
      ]),
    ).resolves.toEqual(expected);
  });

  it('pages without losing or repeating events of one moment', async () => {
    const stored = await insertAll(
      ...Array.from({ length: 25 }, (_, index) => ({
        startedAt: at(Math.floor(index / 10)),
      })),
    );

    const seen: StoredAuditEvent[] = [];
    for (;;) {
      const after = seen.at(-1);
      const page = await store.list(everything, {}, { after, limit: 4 });
      if (page.length === 0) {
        break;
      }
      seen.push(...page);
    }

    expect(seen).toHaveLength(25);
    expect(new Set(seen.map(({ id }) => id))).toEqual(
      new Set(stored.map(({ id }) => id)),
    );
    const moments = seen.map(({ startedAt }) => startedAt.getTime());
    expect(moments).toEqual([...moments].sort((a, b) => b - a));
    await expect(store.isMoreThan(everything, {}, 24)).resolves.toBe(true);
    await expect(store.isMoreThan(everything, {}, 25)).resolves.toBe(false);
  });

  it('deletes what is too old and keeps the rest', async () => {
    await insertAll({}, {}, {});

    await expect(store.deleteBefore(at(2))).resolves.toBe(2);
    await expect(names()).resolves.toEqual(['vm-2']);
  });
});
