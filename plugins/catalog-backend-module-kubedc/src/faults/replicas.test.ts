import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  virtualMachineType,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Knex } from 'knex';
import { settingsOf } from '../__testUtils__/DatabaseWire';
import { ReplicaProcess } from '../__testUtils__/ReplicaProcess';
import { createOrganization, createProject } from '../__testUtils__/tenants';
import { TestPlatform } from '../__testUtils__/TestPlatform';
import { DEFAULT_TIMES } from '../database/Lease';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const hasPostgres = databases.supports('POSTGRES_18');
if (!hasPostgres) {
  process.stderr.write(
    '\nLEFT OUT: replicas as processes on one PostgreSQL; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING\n',
  );
}

/** Lets the database note who writes the entities of the platform: the program's name of each connection. */
const NOTE_WRITERS = `
  create table public.writers (name text, entity_ref text, at timestamptz default clock_timestamp());
  create function public.note_writer() returns trigger language plpgsql as $$
  begin
    insert into public.writers (name, entity_ref)
    values (current_setting('application_name'), coalesce(new.entity_ref, old.entity_ref));
    return null;
  end $$;
  create trigger note_writer after insert or update or delete on catalog.kubedc_entities
    for each row execute function public.note_writer();
`;

(hasPostgres ? describe : describe.skip)('two replicas', () => {
  let directory: string;
  let knex: Knex;
  let platform: TestPlatform;
  const replicas = new Map<string, ReplicaProcess>();

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubedc-replicas-'));
    knex = await databases.init('POSTGRES_18');
    platform = await TestPlatform.start();
  });

  afterEach(async () => {
    await Promise.all([...replicas.values()].map(replica => replica.kill()));
    await platform.stop();
    await rm(directory, { recursive: true });
  });

  async function spawn(name: string): Promise<ReplicaProcess> {
    const replica = await ReplicaProcess.spawn({
      name,
      directory,
      connection: settingsOf(knex),
      kubedc: { installations: { alpha: platform.config } },
    });
    replicas.set(name, replica);
    return replica;
  }

  const machines = (prefix: string, namespace: string) =>
    Promise.all(
      [1, 2, 3, 4, 5].map(number =>
        platform.create<VirtualMachine>(virtualMachineType, {
          metadata: { name: `${prefix}-${number}`, namespace },
          spec: { runStrategy: 'Always', template: { spec: { domain: {} } } },
        }),
      ),
    );

  /** Resolves when people see this many entities whose ref begins like this. */
  async function seen(prefix: string, count: number): Promise<void> {
    for (;;) {
      const rows = await knex
        .withSchema('catalog')
        .from('final_entities')
        .whereLike('entity_ref', `${prefix}%`)
        .whereNotNull('final_entity');
      if (rows.length === count) {
        return;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  }

  const writersOf = (prefix: string): Promise<string[]> =>
    knex('public.writers')
      .whereLike('entity_ref', `${prefix}%`)
      .distinct()
      .pluck('name');

  it('have one writer, also when they come at once, and when it is killed the other one goes on', async () => {
    await createOrganization(platform, 'acme');
    const namespace = await createProject(platform, 'acme', 'prod');
    // Backstage's own tables are not made for being made by two at once.
    const former = await spawn('former');
    await former.ready();
    await seen('system:acme/prod', 1);
    await knex.raw(NOTE_WRITERS);
    await former.stop();

    const both = [await spawn('one'), await spawn('other')];
    await Promise.all(both.map(replica => replica.ready()));

    await machines('before', namespace);
    await seen('resource:acme-prod/vm.before', 5);
    const [writer, ...more] = await writersOf('resource:');
    expect(more).toEqual([]);

    await replicas.get(writer)!.kill();
    await platform.client.delete(virtualMachineType, namespace, 'before-1');
    await machines('after', namespace);
    await seen('resource:acme-prod/vm.after', 5);
    await seen('resource:acme-prod/vm.before', 4);
    const survivor = writer === 'one' ? 'other' : 'one';
    expect(await writersOf('resource:acme-prod/vm.after')).toEqual([survivor]);

    const { report } = await knex
      .withSchema('catalog')
      .from('kubedc_reports')
      .first();
    expect(JSON.parse(report).writer).toContain(
      `(${replicas.get(survivor)!.pid})`,
    );
  });

  // That the lease is asked for once a heartbeat and goes over at its expiry, its own tests show.
  it('have 3 of 15 seconds left for writing what is due, whenever the writer was killed', () => {
    const { expiryMs, heartbeatMs } = DEFAULT_TIMES;
    expect(expiryMs + heartbeatMs).toBeLessThanOrEqual(12_000);
  });
});
