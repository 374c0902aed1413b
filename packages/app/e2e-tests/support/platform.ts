import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type APIRequestContext } from '@playwright/test';

const dir = join(__dirname, '../../../../test-results/e2e-keycloak/sandbox');

/** Creates an organization on the platform, as its administrator does. */
export async function createOrganization(
  request: APIRequestContext,
  name: string,
) {
  const { apiServer } = JSON.parse(
    readFileSync(join(dir, 'sandbox.json'), 'utf8'),
  );
  const kubeconfig = readFileSync(
    join(dir, 'kubeconfig', 'admin.yaml'),
    'utf8',
  );
  const token = /token: "?([^\s"]+)/.exec(kubeconfig)?.[1];
  const create = async (path: string, data: object) => {
    const response = await request.post(`${apiServer}${path}`, {
      data,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status(), await response.text()).toBe(201);
  };
  await create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  await create(`/apis/kube-dc.com/v1/namespaces/${name}/organizations`, {
    apiVersion: 'kube-dc.com/v1',
    kind: 'Organization',
    metadata: { name },
    spec: { email: `admin@${name}.example`, description: name },
  });
}
