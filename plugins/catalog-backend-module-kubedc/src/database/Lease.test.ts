import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { databaseNow } from './databaseNow';
import { Lease } from './Lease';
import { migrate } from './migrate';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
/** No machine is so slow that its holder could not renew it in that time. */
const TIMES = { heartbeatMs: 100, expiryMs: 3_600_000 };

describe.each(databases.eachSupportedId())('Lease on %s', databaseId => {
  let knex: Knex;
  let stop: AbortController;
  const running: Promise<void>[] = [];
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await migrate(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    stop = new AbortController();
  });

  afterEach(async () => {
    stop.abort();
    await Promise.all(running.splice(0));
  });

  /** A replica; resolves `held` when it has the lease and `lost` when its work was told to end. */
  function replica(signal: AbortSignal = stop.signal, times = TIMES) {
    let tell: { held: () => void; lost: () => void };
    const held = new Promise<void>(resolve => {
      tell = { ...tell, held: resolve };
    });
    const lost = new Promise<void>(resolve => {
      tell = { ...tell, lost: resolve };
    });
    const lease = new Lease({
      knex,
      name: 'writer:test',
      logger,
      times,
    });
    running.push(
      lease.hold(async own => {
        tell.held();
        await new Promise(resolve => own.addEventListener('abort', resolve));
        tell.lost();
      }, signal),
    );
    return { held, lost };
  }

  it('is had at once and by one', async () => {
    // Its second look would come in an hour.
    await replica(stop.signal, { heartbeatMs: 3_600_000, expiryMs: 7_200_000 })
      .held;
    const asked = new Promise(resolve => {
      let count = 0;
      knex.on('query-response', (_rows, { sql }: { sql: string }) => {
        count += /^update/i.test(sql) ? 1 : 0;
        if (count === 5) resolve('nobody');
      });
    });
    const second = replica();
    expect(await Promise.race([second.held.then(() => 'second'), asked])).toBe(
      'nobody',
    );
  });

  it('goes over at once when its holder ends', async () => {
    const own = new AbortController();
    const first = replica(own.signal);
    await first.held;
    const second = replica();
    own.abort();
    await first.lost;
    await second.held;
    expect(await knex('kubedc_leases')).toHaveLength(1);
  });

  it('goes over when its holder shows no life any more, and not before', async () => {
    await knex('kubedc_leases').insert({
      name: 'writer:test',
      holder: 'crashed',
      expires_at: databaseNow(knex, 300),
    });
    const begin = Date.now();
    await replica().held;
    expect(Date.now() - begin).toBeGreaterThanOrEqual(200);
  });

  it('is lost when another one took it, and tells its work to end', async () => {
    const { held, lost } = replica();
    await held;
    await knex('kubedc_leases').update({
      holder: 'another',
      expires_at: databaseNow(knex, 60_000),
    });
    await lost;
    expect(logger.warn).toHaveBeenCalledWith("Lease 'writer:test' is lost");
  });

  it('is lost in time when the database does not answer', async () => {
    const { held, lost } = replica(stop.signal, {
      heartbeatMs: 100,
      expiryMs: 4_000,
    });
    await held;
    await knex.schema.renameTable('kubedc_leases', 'away');
    await lost;
    await knex.schema.renameTable('away', 'kubedc_leases');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('could not be renewed'),
    );
  });

  it('begins its work again when that failed', async () => {
    let attempts = 0;
    const again = new Promise<void>(resolve => {
      running.push(
        new Lease({ knex, name: 'writer:test', logger, times: TIMES }).hold(
          async signal => {
            attempts += 1;
            if (attempts === 1) {
              throw new Error('first try');
            }
            resolve();
            await new Promise(done => signal.addEventListener('abort', done));
          },
          stop.signal,
        ),
      );
    });
    await again;
    expect(attempts).toBe(2);
  });
});
