import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type {
  Installation,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { readCatalogSettings } from '../config/readCatalogSettings';
import { databaseNow } from '../database/databaseNow';
import { migrate } from '../database/migrate';
import { KubedcPeopleProvider } from './KubedcPeopleProvider';
import { readSignInEvent, userEntityOf } from './signInEvent';

const installation = {
  name: 'alpha',
  entityNamespacePrefix: '',
} as Installation;
const DAY_MS = 86_400_000;

const alice = {
  installation: 'alpha',
  username: 'alice',
  organization: 'acme',
  groups: ['group:acme/user'],
  userEntityRef: 'user:acme/alice',
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('people on %s', databaseId => {
  async function start() {
    const knex = await migrate(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    const events = mockServices.events();
    const applyMutation = jest.fn();
    const connection: EntityProviderConnection = {
      applyMutation,
      refresh: jest.fn(),
    };
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const [provider, broken] = KubedcPeopleProvider.fromPlatform({
      platform: {
        list: () => [
          { name: 'alpha', installation },
          { name: 'beta', error: new Error('broken') },
        ],
      } as unknown as PlatformService,
      knex,
      events,
      scheduler: mockServices.scheduler(),
      logger,
      settings: readCatalogSettings(mockServices.rootConfig()),
    });
    await provider.connect(connection);
    const signIn = (eventPayload: unknown) =>
      events.publish({ topic: 'kubedc.people', eventPayload });
    return {
      knex,
      provider,
      broken,
      connection,
      applyMutation,
      signIn,
      logger,
    };
  }

  it('removes people who did not sign in for long, and only those', async () => {
    const { knex, provider, connection, applyMutation, signIn } = await start();
    await signIn(alice);
    await signIn({ ...alice, username: 'bob', userEntityRef: 'user:acme/bob' });
    await signIn(alice);
    expect(applyMutation).toHaveBeenCalledTimes(3);
    await knex('kubedc_people')
      .where({ entity_ref: 'user:acme/bob' })
      .update({ signed_in_at: databaseNow(knex, -91 * DAY_MS) });
    applyMutation.mockClear();

    await provider.removeExpired(connection);
    expect(applyMutation).toHaveBeenCalledWith({
      type: 'delta',
      added: [],
      removed: [
        { entityRef: 'user:acme/bob', locationKey: 'kubedc:alpha:people' },
      ],
    });
    expect(await knex('kubedc_people').pluck('entity_ref')).toEqual([
      'user:acme/alice',
    ]);
    await provider.removeExpired(connection);
    expect(applyMutation).toHaveBeenCalledTimes(1);
  });

  it('ignores other installations and events that are wrong', async () => {
    const { applyMutation, signIn, logger } = await start();
    await signIn({ ...alice, installation: 'beta' });
    await signIn({ ...alice, groups: 'group:acme/user' });
    expect(applyMutation).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('registers a provider for a broken installation that does nothing', async () => {
    const { broken, connection, applyMutation } = await start();
    expect(broken.getProviderName()).toBe('kubedc:beta:people');
    await broken.connect(connection);
    expect(applyMutation).not.toHaveBeenCalled();
  });
});

describe('readSignInEvent', () => {
  it.each([
    [undefined, 'groups'],
    [{ ...alice, username: '' }, 'username'],
    [{ ...alice, email: 5 }, 'email'],
    [{ ...alice, groups: [5] }, 'groups'],
  ])('names the field that is wrong in %j', (payload, field) => {
    expect(() => readSignInEvent(payload)).toThrow(InputError);
    expect(() => readSignInEvent(payload)).toThrow(field);
  });

  it('makes users of users only', () => {
    expect(() =>
      userEntityOf({ ...alice, userEntityRef: 'group:acme/x' }, installation),
    ).toThrow('userEntityRef');
  });
});
