import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../database/openDatabase';
import { GrantService } from './GrantService';
import { GrantStore } from './GrantStore';
import { TokenVault } from './TokenVault';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ALICE = {
  userRef: 'user:acme/alice',
  installation: 'zurich',
  kubernetesUser: 'acme:alice',
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('GrantService on %s', databaseId => {
  let knex: Knex;
  let grants: GrantService;
  let now: number;

  const serviceOf = (secret: string) =>
    new GrantService({
      store: new GrantStore(knex),
      vault: TokenVault.fromSecrets([secret]),
      now: () => now,
    });
  /** A token that is good for so many minutes from now. */
  const tokenOf = (token: string, minutes: number) => ({
    token,
    expiresAt: new Date(now + minutes * MINUTE),
  });
  const stored = async () => JSON.stringify(await knex('grants').select());

  beforeAll(async () => {
    const client = await databases.init(databaseId);
    knex = await openDatabase(
      mockServices.database.mock({
        getClient: async () => client,
        migrations: { skip: false },
      }),
    );
  });

  beforeEach(async () => {
    await knex('grants').delete();
    now = Date.now();
    grants = serviceOf('secret');
  });

  it('gives the token back for what it was given for, and stores it encrypted', async () => {
    const { id } = await grants.create(
      ALICE,
      ['vm:create', 'bucket:create'],
      tokenOf('alice.own.token', 5),
    );
    await expect(grants.redeem(id, ALICE, 'vm:create')).resolves.toBe(
      'alice.own.token',
    );
    await expect(grants.redeem(id, ALICE, 'bucket:create')).resolves.toBe(
      'alice.own.token',
    );
    await expect(stored()).resolves.not.toContain('own');
  });

  it.each([
    ['another person', { userRef: 'user:acme/bob' }, 'vm:create'],
    ['another installation', { installation: 'bern' }, 'vm:create'],
    ['another name there', { kubernetesUser: 'acme:bob' }, 'vm:create'],
    ['another operation', {}, 'vm:delete'],
  ])('gives nothing for %s', async (_, other, operation) => {
    const { id } = await grants.create(
      ALICE,
      ['vm:create'],
      tokenOf('token', 5),
    );
    await expect(
      grants.redeem(id, { ...ALICE, ...other }, operation),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(
      grants.redeem('no-such-grant', ALICE, 'vm:create'),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('gives nothing when somebody has rewritten the row', async () => {
    const { id } = await grants.create(
      ALICE,
      ['vm:create'],
      tokenOf('token', 5),
    );
    const bob = { ...ALICE, userRef: 'user:acme/bob' };
    await knex('grants').where({ id }).update({ user_ref: bob.userRef });
    await expect(grants.redeem(id, bob, 'vm:create')).rejects.toMatchObject({
      name: 'SessionEndedError',
    });
  });

  it('ends with the token, and goes on with a fresh one', async () => {
    const { id } = await grants.create(
      ALICE,
      ['vm:create'],
      tokenOf('first', 5),
    );
    now += 5 * MINUTE;
    await expect(grants.redeem(id, ALICE, 'vm:create')).rejects.toMatchObject({
      name: 'SessionEndedError',
      message: 'Your session ended; sign in again',
    });
    await grants.deleteEnded();
    await expect(stored()).resolves.toContain('"token":null');

    await expect(grants.renew(ALICE, tokenOf('second', 5))).resolves.toEqual({
      open: 1,
    });
    await expect(grants.redeem(id, ALICE, 'vm:create')).resolves.toBe('second');
  });

  it("renews the person's own only, and never with a token that ends sooner", async () => {
    const bob = { ...ALICE, userRef: 'user:acme/bob' };
    const own = await grants.create(ALICE, ['vm:create'], tokenOf('a', 10));
    const other = await grants.create(bob, ['vm:create'], tokenOf('b', 1));

    await grants.renew(ALICE, tokenOf('sooner', 5));
    await expect(grants.redeem(own.id, ALICE, 'vm:create')).resolves.toBe('a');
    await grants.renew(ALICE, tokenOf('later', 15));
    await expect(grants.redeem(own.id, ALICE, 'vm:create')).resolves.toBe(
      'later',
    );
    await expect(grants.redeem(other.id, bob, 'vm:create')).resolves.toBe('b');
  });

  it('is over after a day, however often it was renewed', async () => {
    const { id } = await grants.create(
      ALICE,
      ['vm:create'],
      tokenOf('first', 5),
    );
    now += DAY;
    await expect(grants.renew(ALICE, tokenOf('late', 5))).resolves.toEqual({
      open: 0,
    });
    await expect(grants.redeem(id, ALICE, 'vm:create')).rejects.toThrow(
      'Fill in the form again',
    );
    await grants.deleteEnded();
    await expect(knex('grants').select()).resolves.toEqual([]);
  });

  it('keeps the latest fifty of a person', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 52; count += 1) {
      now += 1000;
      const { id } = await grants.create(ALICE, ['vm:create'], tokenOf('t', 5));
      ids.push(id);
    }
    const kept = await knex('grants').pluck('id');
    expect(kept.sort()).toEqual(ids.slice(2).sort());
  });

  it('takes a token it cannot open for ended', async () => {
    const { id } = await serviceOf('another secret').create(
      ALICE,
      ['vm:create'],
      tokenOf('token', 5),
    );
    await expect(grants.redeem(id, ALICE, 'vm:create')).rejects.toMatchObject({
      name: 'SessionEndedError',
    });
  });
});
