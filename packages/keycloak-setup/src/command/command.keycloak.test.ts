import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createOrganizationRealm,
  Keycloak,
  preparePlatformRealm,
  startKeycloak,
} from '@kubedc/keycloak';
import { describeWithKeycloak } from '@kubedc/keycloak/testing';
import { ClientRepresentation } from '../client/types';
import { run } from '.';

describeWithKeycloak('kubedc-keycloak', () => {
  let keycloak: Keycloak;
  let dir: string;
  let lines: string[];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'keycloak-setup-'));
    keycloak = await startKeycloak();
    await createOrganizationRealm(keycloak, 'acme');
    await preparePlatformRealm(keycloak);
  });

  afterAll(async () => {
    await keycloak?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  beforeEach(() => {
    lines = [];
  });

  const command = (
    args: string[],
    options: { secret?: string; signal?: AbortSignal } = {},
  ) =>
    run(
      [
        ...['--keycloak', keycloak.url, '--ca-file', keycloak.caFile],
        ...['--backend-url', 'https://portal.example'],
        ...['--client-secret-file', join(dir, 'secret'), ...args],
      ],
      {
        env: {
          KEYCLOAK_ADMIN_CLIENT_ID: keycloak.administrator.clientId,
          KEYCLOAK_ADMIN_CLIENT_SECRET:
            options.secret ?? keycloak.administrator.clientSecret,
        },
        say: line => lines.push(line),
        signal: options.signal ?? new AbortController().signal,
      },
    );

  const clients = async (realm: string) =>
    keycloak.admin.get<ClientRepresentation[]>(
      `/${realm}/clients?clientId=backstage`,
    );

  it('changes nothing in a dry run', async () => {
    expect(await command(['--organization', 'acme', '--dry-run'])).toBe(0);
    expect(lines).toEqual([
      `A new client secret would be in ${join(dir, 'secret')}`,
      'master: would be created (client backstage)',
      'acme: would be created (client backstage)',
    ]);
    expect(await clients('acme')).toEqual([]);
    await expect(stat(join(dir, 'secret'))).rejects.toThrow('ENOENT');
  });

  it('makes one client in every realm, with one secret that it does not print', async () => {
    expect(await command(['--organization', 'acme'])).toBe(0);
    const secret = (await readFile(join(dir, 'secret'), 'utf8')).trim();
    expect((await stat(join(dir, 'secret'))).mode % 0o1000).toBe(0o600);
    for (const realm of ['acme', 'master']) {
      expect(await clients(realm)).toMatchObject([{ secret }]);
    }
    expect(lines).toContain('acme: created (client backstage)');
    expect(lines.join()).not.toContain(secret);

    lines = [];
    expect(await command(['--organization', 'acme'])).toBe(0);
    expect(lines).toEqual(['master: unchanged', 'acme: unchanged']);
  });

  it('says which realm is missing, and does the others', async () => {
    expect(
      await command(['--organization', 'nowhere', '--organization', 'acme']),
    ).toBe(1);
    expect(lines).toEqual([
      'master: unchanged',
      'nowhere: missing',
      'acme: unchanged',
    ]);
  });

  it('says so when it is not let in', async () => {
    expect(
      await command(['--organization', 'acme'], { secret: 'guessed' }),
    ).toBe(1);
    expect(lines.join()).toContain('does not let the administering account in');
    expect(lines.join()).not.toContain('guessed');
  });

  it('finds a realm that comes later, when it goes on', async () => {
    const end = new AbortController();
    const ended = command(['--organization', 'late', '--watch', '1'], {
      signal: end.signal,
    });
    const until = async (line: string) => {
      const deadline = Date.now() + 120_000;
      while (!lines.includes(line) && Date.now() < deadline) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      expect(lines).toContain(line);
    };
    await until('late: missing');
    await createOrganizationRealm(keycloak, 'late');
    await until('late: created (client backstage)');
    end.abort();
    expect(await ended).toBe(0);
    expect(await clients('late')).toHaveLength(1);
  });
});
