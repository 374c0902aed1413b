import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { SignInStore } from './SignInStore';

const HOUR_MS = 3600_000;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_18'],
});

describe('SignInStore', () => {
  it.each(databases.eachSupportedId())(
    'binds what a person is to the token and its session, %p',
    async id => {
      const knex = await databases.init(id);
      let now = Date.now();
      await SignInStore.create(
        mockServices.database.mock({ getClient: async () => knex }),
      );
      const store = new SignInStore(knex, () => now);
      const claimOf = (user: string) => ({
        installation: 'zurich',
        user,
        groups: ['acme:user'],
        issuedAt: Math.floor(now / 1000),
      });
      const add = (proof: string, session: string, user = 'acme:alice') =>
        store.add({
          proof,
          session,
          userEntityRef: 'user:acme/alice',
          claim: claimOf(user),
        });
      await add('one', 'laptop');
      await add('two', 'laptop');
      now += HOUR_MS;
      await add('three', 'phone', 'acme:alice-later');

      await expect(store.findByProof('two')).resolves.toMatchObject({
        claim: { user: 'acme:alice', groups: ['acme:user'] },
      });
      await expect(store.findByProof('four')).resolves.toBeUndefined();
      await expect(store.findLastOf('user:acme/alice')).resolves.toMatchObject({
        user: 'acme:alice-later',
      });
      await expect(store.findLastOf('user:acme/bob')).resolves.toBeUndefined();

      await store.endSession('laptop');
      for (const proof of ['one', 'two']) {
        await expect(store.findByProof(proof)).resolves.toEqual({
          claim: undefined,
        });
      }
      await expect(store.findByProof('three')).resolves.toHaveProperty(
        'claim.user',
      );

      now += 24 * HOUR_MS;
      await expect(store.findByProof('three')).resolves.toBeUndefined();
      await expect(
        store.findLastOf('user:acme/alice'),
      ).resolves.toBeUndefined();
      await add('five', 'laptop');
      await expect(knex('kubedc_sign_ins').pluck('proof')).resolves.toEqual([
        'five',
      ]);
    },
  );
});
