import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  virtualMachineType,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Knex } from 'knex';
import { DatabaseWire } from '../__testUtils__/DatabaseWire';
import { createOrganization, createProject } from '../__testUtils__/tenants';
import { TestCatalog } from '../__testUtils__/TestCatalog';
import { TestPlatform } from '../__testUtils__/TestPlatform';
import { DEFAULT_TIMES, Lease } from '../database/Lease';
import { migrate } from '../database/migrate';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const hasPostgres = databases.supports('POSTGRES_18');
if (!hasPostgres) {
  process.stderr.write(
    '\nLEFT OUT: faults of the database; set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING\n',
  );
}

(hasPostgres ? describe : describe.skip)('a database', () => {
  let knex: Knex;
  let wire: DatabaseWire;

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
    wire = await DatabaseWire.start(knex);
  });

  afterEach(async () => {
    await wire.stop();
  });

  describe('with a lease', () => {
    // A busy machine must not keep the process from renewing it for that long.
    const TIMES = { heartbeatMs: 200, expiryMs: 6_000 };
    const running: Promise<void>[] = [];
    let stop: AbortController;
    /** Who began and ended, in order. */
    let log: string[];

    beforeEach(async () => {
      await migrate(mockServices.database({ knex }));
      stop = new AbortController();
      log = [];
    });

    afterEach(async () => {
      stop.abort();
      wire.mend();
      await Promise.all(running.splice(0));
      jest.restoreAllMocks();
    });

    function replica(name: string, client: Knex) {
      const lease = new Lease({
        knex: client,
        name: 'writer:test',
        logger: mockServices.logger.mock(),
        times: TIMES,
      });
      running.push(
        lease.hold(async signal => {
          log.push(`${name} begins`);
          await new Promise(resolve =>
            signal.addEventListener('abort', resolve),
          );
          log.push(`${name} ends`);
        }, stop.signal),
      );
    }

    async function until(count: number) {
      while (log.length < count) {
        await new Promise(resolve => {
          setTimeout(resolve, 10);
        });
      }
    }

    it.each(['cut', 'silence'] as const)(
      'has never two writers when one cannot reach it any more (%s), and another one after it',
      async fault => {
        replica('first', wire.client());
        await until(1);
        replica('second', knex);
        wire[fault]();
        await until(3);

        expect(log).toEqual(['first begins', 'first ends', 'second begins']);
      },
    );

    it.each([
      ['back', -3_600_000],
      ['forward', 3_600_000],
    ])('has one writer though the clock of one jumps %s', async (_, jumpMs) => {
      replica('first', wire.client());
      await until(1);
      const now = Date.now;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + jumpMs);
      replica('second', knex);
      // It is not lost by the jump alone, but for the same reason as ever.
      const { expires_at: before } = await knex('kubedc_leases').first();
      for (;;) {
        const { expires_at: after } = await knex('kubedc_leases').first();
        if (Number(after) > Number(before)) {
          break;
        }
      }
      expect(log).toEqual(['first begins']);
      wire.cut();
      await until(3);
      expect(log).toEqual(['first begins', 'first ends', 'second begins']);
    });
  });

  describe('with the catalog', () => {
    // A tenth of the default times, so that a cut of six seconds is to the writer what one of a minute would be: its lease
    // expires six times over, and every pause between attempts is longer than the one before.
    const leaseTimes = {
      heartbeatMs: DEFAULT_TIMES.heartbeatMs / 10,
      expiryMs: DEFAULT_TIMES.expiryMs / 10,
    };
    const OUTAGE_MS = 60_000 / 10;
    let platform: TestPlatform;
    let catalog: TestCatalog | undefined;

    beforeEach(async () => {
      platform = await TestPlatform.start();
    });

    afterEach(async () => {
      await catalog?.stop();
      await platform.stop();
    });

    const vm = (name: string, namespace: string) =>
      platform.create<VirtualMachine>(virtualMachineType, {
        metadata: { name, namespace },
        spec: { runStrategy: 'Always', template: { spec: { domain: {} } } },
      });

    it('that is away for as long as a minute would be and comes back has lost nothing, and got everything that happened meanwhile', async () => {
      await createOrganization(platform, 'acme');
      const namespace = await createProject(platform, 'acme', 'prod');
      await vm('stays', namespace);
      await vm('goes', namespace);
      catalog = await TestCatalog.start({
        knex: wire.client(),
        kubedc: { installations: { alpha: platform.config } },
        leaseTimes,
      });
      await catalog.eventually('resource:acme-prod/vm.stays');
      await catalog.eventually('resource:acme-prod/vm.goes');

      wire.cut();
      const back = performance.now() + OUTAGE_MS;
      await vm('comes', namespace);
      await platform.client.delete(virtualMachineType, namespace, 'goes');
      while (performance.now() < back) {
        await expect(
          catalog.find('resource:acme-prod/vm.stays'),
        ).rejects.toThrow();
      }
      wire.mend();

      await catalog.eventually('resource:acme-prod/vm.comes');
      await catalog.eventually('resource:acme-prod/vm.goes', entity => !entity);
      expect(await catalog.find('resource:acme-prod/vm.stays')).toBeDefined();
    });
  });
});
