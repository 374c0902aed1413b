import { performance } from 'node:perf_hooks';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEventOf } from '../__testUtils__/auditEventOf';
import { openDatabase } from '../database/openDatabase';
import { toRow } from './auditRow';
import { AuditStore } from './AuditStore';
import type { AuditFilter, AuditReach } from './types';

const EVENTS = 100_000;
const BATCH = 500;
const TENANTS = 50;
const START = Date.UTC(2026, 8, 1);
const MINUTE = 60_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const operator: AuditReach = [{ installation: 'sandbox', tenants: 'all' }];
const administrator: AuditReach = [
  { installation: 'sandbox', tenants: new Set(['tenant-7']) },
];

/** One event a minute, tenant by tenant; one in a hundred failed, ten are open. */
async function fill(knex: Knex): Promise<void> {
  for (let first = 0; first < EVENTS; first += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, offset) => {
      const index = first + offset;
      const tenant = `tenant-${index % TENANTS}`;
      const startedAt = new Date(START + index * MINUTE);
      const failed = index % 100 === 0;
      return toRow(
        auditEventOf({
          startedAt,
          finishedAt: startedAt,
          expectedBy: startedAt,
          outcome: failed ? 'failed' : 'succeeded',
          reason: failed ? 'exceeded quota' : undefined,
          actor: `user:${tenant}/person-${index % 500}`,
          organization: tenant,
          tenant,
          project: `${tenant}/project-${index % 200}`,
          name: `vm-${index % 5_000}`,
          ...(index % 10_000 === 0 && { outcome: 'running' as const }),
        }),
      );
    });
    await knex('audit_events').insert(rows);
  }
  await knex.raw('analyze audit_events');
}

describe.each(databases.eachSupportedId())(
  '100,000 audit events on %s',
  databaseId => {
    let store: AuditStore;

    beforeAll(async () => {
      const knex = await databases.init(databaseId);
      await openDatabase(
        mockServices.database.mock({
          getClient: async () => knex,
          migrations: { skip: false },
        }),
      );
      await fill(knex);
      store = new AuditStore(knex);
    });

    it.each<[string, AuditReach, AuditFilter, number]>([
      ['the newest, for an operator', operator, {}, 50],
      ['the newest, for an administrator', administrator, {}, 50],
      ['of an organization', operator, { organization: 'tenant-3' }, 50],
      ['of a project', operator, { project: 'tenant-3/project-3' }, 50],
      ['of a person', operator, { actor: 'user:tenant-3/person-3' }, 50],
      ['of an object', operator, { name: 'vm-42' }, 20],
      ['that failed', operator, { outcome: 'failed' }, 50],
      ['that have no end', operator, { outcome: 'unfinished' }, 10],
      [
        'of an administrator’s day',
        administrator,
        {
          from: new Date(START + 50_000 * MINUTE),
          to: new Date(START + 51_440 * MINUTE),
        },
        29,
      ],
      ['with a text', operator, { text: 'person-77' }, 50],
      ['with a text that none has', operator, { text: 'nobody' }, 0],
    ])(
      'finds what is asked for: %s',
      async (title, reach, filter, expected) => {
        const page = { limit: 50 };
        await store.list(reach, filter, page);
        const start = performance.now();
        const found = await store.list(reach, filter, page);
        const milliseconds = performance.now() - start;

        process.stdout.write(
          `${databaseId}: ${title}: ${
            found.length
          } of 100,000 events in ${milliseconds.toFixed(1)} ms\n`,
        );
        expect(found).toHaveLength(expected);
      },
    );

    it('reads the last page as well as the first', async () => {
      const after = { startedAt: new Date(START + 20 * MINUTE), id: '' };
      const start = performance.now();
      const found = await store.list(operator, {}, { after, limit: 50 });
      process.stdout.write(
        `${databaseId}: the last page: ${found.length} events in ${(
          performance.now() - start
        ).toFixed(1)} ms\n`,
      );
      expect(found).toHaveLength(20);
    });
  },
);
