import { spawn } from 'node:child_process';
import { once } from 'node:events';
import https from 'node:https';
import { Distribution, findKeycloak, Keycloak, startKeycloak } from '.';
import {
  createOrganizationRealm,
  ORGANIZATION_CLIENT,
  passwordOf,
  preparePlatformRealm,
} from './realms';
import { inPackage } from './packageFolder';
import { describeWithKeycloak } from './testing';

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** Whether something answers, by whatever certificate. */
const isUp = (url: string) =>
  new Promise<boolean>(resolve => {
    const request = https.get(
      `${url}/realms/master`,
      { rejectUnauthorized: false, agent: false },
      response => {
        response.resume();
        response.on('end', () => resolve(true));
      },
    );
    request.on('error', () => resolve(false));
  });

const alice = {
  name: 'alice',
  displayName: 'Alice Moreau',
  email: 'alice@acme.example',
  groups: ['org-admin', 'user'],
};

describeWithKeycloak('startKeycloak', () => {
  let distribution: Distribution;
  let keycloak: Keycloak;

  beforeAll(async () => {
    const result = await findKeycloak();
    if ('missing' in result) {
      throw new Error(result.missing);
    }
    distribution = result;
    keycloak = await startKeycloak({ distribution });
  });

  afterAll(() => keycloak?.stop());

  it('serves realms as the platform makes them', async () => {
    const acme = await createOrganizationRealm(keycloak, 'acme', {
      people: [alice],
      groups: ['backend-team'],
    });
    const claims = claimsOf(await acme.accessToken('alice'));
    expect(claims).toMatchObject({
      iss: keycloak.issuer('acme'),
      preferred_username: 'alice',
      email: 'alice@acme.example',
      org: 'acme',
    });
    expect([claims.aud].flat()).toContain(ORGANIZATION_CLIENT);
    expect([...claims.groups].sort()).toEqual(['org-admin', 'user']);
    expect(claims.exp - claims.iat).toBe(300);

    const platform = await preparePlatformRealm(keycloak, {
      people: [{ ...alice, name: 'olga', groups: ['admin'] }],
    });
    const olga = claimsOf(await platform.accessToken('olga'));
    expect(olga).toMatchObject({ groups: ['admin'] });
    expect([olga.aud].flat()).toContain('kube-dc-admin');
    expect(olga.org).toBeUndefined();
  });

  it('changes people as an administrator would', async () => {
    const globex = await createOrganizationRealm(keycloak, 'globex', {
      people: [{ ...alice, name: 'carol', groups: ['user'] }],
      groups: ['shop-team'],
    });
    const groupsOf = async () =>
      claimsOf(await globex.accessToken('carol')).groups;
    await globex.setGroups('carol', ['shop-team']);
    expect(await groupsOf()).toEqual(['shop-team']);
    await expect(globex.setGroups('carol', ['nobody'])).rejects.toThrow(
      'has no group nobody',
    );
    expect(await groupsOf()).toEqual(['shop-team']);

    expect(await globex.sessions('carol')).toBeGreaterThan(0);
    await globex.endSessions('carol');
    expect(await globex.sessions('carol')).toBe(0);

    await globex.setEnabled('carol', false);
    await expect(globex.accessToken('carol')).rejects.toThrow('disabled');
    await globex.setEnabled('carol', true);
    expect(await groupsOf()).toEqual(['shop-team']);

    await globex.remove();
    await expect(globex.accessToken('carol')).rejects.toThrow('exist');
    expect(passwordOf('carol')).toBe('carol-Passw0rd');
  });

  it('ends with the process that started it, also when that one is killed', async () => {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        inPackage('src', 'testing', 'startAndWait.ts'),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(child.stdout, 'data');
    const url = String(line).trim();
    expect(await isUp(url)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const deadline = Date.now() + 120_000;
    while ((await isUp(url)) && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(await isUp(url)).toBe(false);
  });
});
