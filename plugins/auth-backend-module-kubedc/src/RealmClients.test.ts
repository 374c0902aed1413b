import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { errors } from 'openid-client';
import type { KubedcRealm } from './realm';
import type { RealmClient } from './realmClient';
import { RealmClients } from './RealmClients';

const realmOf = (name: string) =>
  ({
    name,
    installation: { name: 'zurich' },
    issuer: `https://login.example/realms/${name}`,
  } as KubedcRealm);

describe('RealmClients', () => {
  const create = jest.fn();
  let now: number;
  let clients: RealmClients;
  const use = (name: string) => clients.use(realmOf(name), async () => name);

  beforeEach(() => {
    now = Date.now();
    create.mockReset().mockResolvedValue({} as RealmClient);
    clients = new RealmClients({
      config: new ConfigReader({}),
      callbackUrl: 'https://portal/callback',
      create,
      now: () => now,
    });
  });

  it('makes a client once, for all who use it, and anew after it failed', async () => {
    await Promise.all([use('acme'), use('acme'), use('globex')]);
    expect(create).toHaveBeenCalledTimes(2);
    await expect(
      clients.use(realmOf('acme'), async () => {
        throw new errors.RPError('the keys changed');
      }),
    ).rejects.toThrow('the keys changed');
    await use('acme');
    expect(create).toHaveBeenCalledTimes(3);
  });

  it('keeps a client that only brought a refusal', async () => {
    const refusal = new errors.OPError({ error: 'invalid_grant' });
    await expect(
      clients.use(realmOf('acme'), async () => {
        throw refusal;
      }),
    ).rejects.toBe(refusal);
    await use('acme');
    expect(create).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['refused', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    [
      'answered by a gateway',
      new errors.OPError({ error: '502' }, { statusCode: 502 } as never),
    ],
  ])('says that a realm cannot be reached: %s', async (_, error) => {
    await expect(
      clients.use(realmOf('acme'), async () => {
        throw error;
      }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining("of 'acme' cannot be reached"),
    });
  });

  it('does not ask for a realm that does not exist again and again, yet finds it soon after it is made', async () => {
    create.mockRejectedValueOnce(new NotFoundError('no umbrella'));
    for (let i = 0; i < 5; i++) {
      await expect(use('umbrella')).rejects.toThrow('no umbrella');
    }
    expect(create).toHaveBeenCalledTimes(1);
    now += 2_001;
    await expect(use('umbrella')).resolves.toBe('umbrella');
  });

  it('lets a flood of names neither fill the memory nor the sign-in server', async () => {
    let answer = () => {};
    const waiting = new Promise<void>(resolve => {
      answer = resolve;
    });
    create.mockImplementation(async () => {
      await waiting;
      throw new NotFoundError('none');
    });
    const flood = Array.from({ length: 3_000 }, (_, i) =>
      use(`x${i}`).catch(error => error.name),
    );
    answer();
    const names = await Promise.all(flood);
    expect(create).toHaveBeenCalledTimes(20);
    expect(names.filter(name => name === 'NotFoundError')).toHaveLength(20);
    expect(new Set(names)).toEqual(
      new Set(['NotFoundError', 'ServiceUnavailableError']),
    );
    create.mockResolvedValue({});
    await expect(use('acme')).resolves.toBe('acme');
  });

  it('keeps the clients that are in use of more realms than it can keep', async () => {
    await use('acme');
    for (let i = 0; i < 499; i++) {
      await use(`r${i}`);
    }
    await use('acme');
    await use('one-more');
    create.mockClear();
    await use('acme');
    expect(create).not.toHaveBeenCalled();
    await use('r0');
    expect(create).toHaveBeenCalledTimes(1);
  });
});
