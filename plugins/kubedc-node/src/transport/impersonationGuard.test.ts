import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import { startRealApiServer, type RealApiServer } from '@kubedc/real-apiserver';
import { parseAllDocuments } from 'yaml';
import { HttpsTransport } from './HttpsTransport';

const assets = process.env.KUBEBUILDER_ASSETS;
if (!assets) {
  process.stderr.write(
    '\nLEFT OUT: what the guard of impersonation refuses, because KUBEBUILDER_ASSETS is not set\n',
  );
}
const describeWithPrograms = assets ? describe : describe.skip;

const MANIFESTS = join(__dirname, '../../../../deploy/kube-dc');
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

async function manifestsOf(file: string): Promise<KubernetesObject[]> {
  const text = await readFile(join(MANIFESTS, file), 'utf8');
  // The path where an operator puts the file is not there on this machine.
  return parseAllDocuments(
    text.replace('/etc/kubernetes/nowhere', join(MANIFESTS, 'nowhere')),
  ).map(document => document.toJS());
}

/** The account of identity mode `impersonate`, and what somebody who has stolen its token can do. */
describeWithPrograms.each([
  ['without', false],
  ['with', true],
])('a token of the portal’s account %s the guard', (_, guarded) => {
  let server: RealApiServer;

  beforeAll(async () => {
    const [authorization] = await manifestsOf('impersonation-guard.yaml');
    server = await startRealApiServer({
      tokens: [
        { token: 'admin', user: 'root', groups: ['system:masters'] },
        {
          token: 'portal',
          user: 'system:serviceaccount:kube-dc:backstage-portal',
          groups: ['system:serviceaccounts'],
        },
      ],
      ...(guarded && { authorization }),
    });
    const admin = HttpsTransport.fromSettings({
      type: 'url',
      url: server.url,
      caFile: server.caFile,
      token: 'admin',
    });
    for (const body of await manifestsOf('impersonate.yaml')) {
      const path = `${RBAC}/${body.kind.toLowerCase()}s`;
      await admin.request({ method: 'POST', path, body });
    }
    admin.close();
  });

  afterAll(async () => {
    await server?.stop();
  });

  /** By hand, as a thief would do it: the portal's transport sends no such names. */
  function status(
    user: string,
    group?: string,
    token = 'portal',
  ): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      https
        .get(
          `${server.url}/version`,
          {
            ca: server.caData,
            headers: {
              authorization: `Bearer ${token}`,
              'impersonate-user': user,
              ...(group && { 'impersonate-group': group }),
            },
          },
          response => {
            response.resume();
            resolve(response.statusCode);
          },
        )
        .on('error', reject);
    });
  }

  it('acts as people', async () => {
    await expect(status('acme:alice', 'acme:org-admin')).resolves.toBe(200);
  });

  it.each<[string, string | undefined]>([
    ['acme:alice', 'system:masters'],
    ['system:kube-controller-manager', undefined],
    ['acme:alice', 'kubeadm:cluster-admins'],
  ])(`acts as %s of %s only without it`, async (user, group) => {
    await expect(status(user, group)).resolves.toBe(guarded ? 403 : 200);
  });

  it('acts as no service account', async () => {
    await expect(
      status('system:serviceaccount:kube-system:default'),
    ).resolves.toBe(403);
  });

  it('leaves others alone', async () => {
    await expect(status('acme:alice', 'system:masters', 'admin')).resolves.toBe(
      200,
    );
  });
});
