import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@kubedc/sandbox';
import {
  AppliedDeployment,
  readDeployment,
  rightsOf,
  ROOT,
} from './__testUtils__/deployment';
import { accountOf } from './command/account';
import { parseArguments } from './command/arguments';
import { listOrganizations } from './organizations/listOrganizations';

describe('the command in a cluster', () => {
  it('has arguments and an account that it takes, and every secret by reference', async () => {
    const { container, pod } = await readDeployment();
    expect(parseArguments(container.args!)).toMatchObject({
      keycloak: 'https://login.kube-dc.example',
      backendUrl: 'https://portal.example',
      clientSecretFile: '/etc/backstage-oidc/client-secret',
      organizations: undefined,
      dryRun: false,
      watchSeconds: 60,
    });
    const [mount, ...others] = container.volumeMounts!;
    expect([mount, others]).toEqual([
      { name: 'client', mountPath: '/etc/backstage-oidc', readOnly: true },
      [],
    ]);
    expect(pod.volumes).toMatchObject([
      {
        name: 'client',
        secret: {
          secretName: 'backstage-oidc',
          defaultMode: 0o440,
          items: [{ key: 'client-secret', path: 'client-secret' }],
        },
      },
    ]);

    const env = container.env!.map(({ name, value, valueFrom }) => {
      expect(value).toBeUndefined();
      const { name: secret, key } = valueFrom!.secretKeyRef!;
      return [name, `${secret}/${key}`];
    });
    expect(accountOf(Object.fromEntries(env))).toEqual({
      clientId: 'backstage-keycloak-setup/client-id',
      clientSecret: 'backstage-keycloak-setup/client-secret',
    });
  });

  it("is in the portal's own image", async () => {
    const { container } = await readDeployment();
    const [, program] = container.command!;
    expect(existsSync(join(ROOT, program))).toBe(true);
    const { dependencies } = JSON.parse(
      await readFile(join(ROOT, 'packages/backend/package.json'), 'utf8'),
    );
    expect(dependencies).toHaveProperty(['@kubedc/keycloak-setup']);
  });

  describe('on a platform', () => {
    let dir: string;
    let sandbox: Sandbox;
    let applied: AppliedDeployment;

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'keycloak-setup-'));
      sandbox = await startSandbox({ dir, port: 0, speed: 'fast' });
      applied = await AppliedDeployment.apply(dir);
    });

    afterAll(async () => {
      await sandbox?.stop();
      await rm(dir, { recursive: true, force: true });
    });

    it('runs as nobody, with nothing of the machine', async () => {
      const { spec } = await applied.deployment();
      const pod = spec!.template.spec!;
      expect(pod).toMatchObject({
        serviceAccountName: 'backstage-keycloak-setup',
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          },
        ],
      });
    });

    it('may list organizations, and nothing else that not everybody may', async () => {
      const kubeconfig = await applied.kubeconfigOf(sandbox);
      const everybody = await rightsOf(
        await applied.kubeconfigOf(sandbox, 'anybody'),
      );
      const rights = await rightsOf(kubeconfig);
      expect(rights.filter(right => !everybody.includes(right))).toEqual([
        'list organizations.kube-dc.com',
      ]);
      await expect(listOrganizations(kubeconfig)).resolves.toEqual([
        'acme',
        'globex',
        'initech',
      ]);
    });
  });
});
