import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createOrganizationRealm,
  Keycloak,
  preparePlatformRealm,
  startKeycloak,
} from '@kubedc/keycloak';
import { describeWithKeycloak } from '@kubedc/keycloak/testing';
import { startSandbox, type Sandbox } from '@kubedc/sandbox';
import { AppliedDeployment, readDeployment } from './__testUtils__/deployment';
import { ClientRepresentation } from './client/types';
import { run } from './command';

describeWithKeycloak('the command in a cluster, with a Keycloak', () => {
  let dir: string;
  let keycloak: Keycloak;
  let sandbox: Sandbox;
  let applied: AppliedDeployment;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'keycloak-setup-'));
    sandbox = await startSandbox({ dir, port: 0, speed: 'fast' });
    applied = await AppliedDeployment.apply(dir);
    keycloak = await startKeycloak();
    await preparePlatformRealm(keycloak);
    for (const organization of ['acme', 'globex']) {
      await createOrganizationRealm(keycloak, organization);
    }
  });

  afterAll(async () => {
    await keycloak?.stop();
    await sandbox?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('keeps the clients of all realms, of new ones and with a new secret', async () => {
    const secretFile = join(dir, 'client-secret');
    await writeFile(secretFile, 'the-first-secret');
    const { container } = await readDeployment();
    // What an operator puts in, and what stands where in the pod.
    const args = container
      .args!.map(argument =>
        argument
          .replace('https://login.kube-dc.example', keycloak.url)
          .replace('/etc/backstage-oidc/client-secret', secretFile)
          .replace('--watch=60', '--watch=1'),
      )
      .concat('--ca-file', keycloak.caFile)
      .concat('--kubeconfig', await applied.kubeconfigOf(sandbox));
    const lines: string[] = [];
    const said = new EventEmitter();
    const says = async (line: string) => {
      while (!lines.includes(line)) {
        await once(said, 'line');
      }
    };
    const end = new AbortController();
    const ended = run(args, {
      env: {
        KEYCLOAK_ADMIN_CLIENT_ID: keycloak.administrator.clientId,
        KEYCLOAK_ADMIN_CLIENT_SECRET: keycloak.administrator.clientSecret,
      },
      say: line => {
        lines.push(line);
        said.emit('line');
      },
      signal: end.signal,
    });

    // The organization initech has no realm yet.
    await says('initech: missing');
    for (const realm of ['master', 'acme', 'globex']) {
      expect(lines).toContain(`${realm}: created (client backstage)`);
    }
    await createOrganizationRealm(keycloak, 'initech');
    await says('initech: created (client backstage)');

    await writeFile(secretFile, 'the-second-secret');
    const realms = ['master', 'acme', 'globex', 'initech'];
    for (const realm of realms) {
      await says(`${realm}: updated (secret)`);
    }
    end.abort();
    await expect(ended).resolves.toBe(0);
    for (const realm of realms) {
      const [client] = await keycloak.admin.get<ClientRepresentation[]>(
        `/${realm}/clients?clientId=backstage`,
      );
      expect(client.secret).toBe('the-second-secret');
    }
    expect(lines.join()).not.toContain('the-second-secret');
  });
});
