import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type APIRequestContext } from '@playwright/test';

const dir = join(process.env.E2E_DIR!, 'sandbox');

/** Sends a request to the Kubernetes API, as the cluster's administrator. */
async function send<T>(
  request: APIRequestContext,
  method: string,
  path: string,
  data?: object,
): Promise<T> {
  const { apiServer } = JSON.parse(
    readFileSync(join(dir, 'sandbox.json'), 'utf8'),
  );
  const kubeconfig = readFileSync(
    join(dir, 'kubeconfig', 'admin.yaml'),
    'utf8',
  );
  const token = /token: "?([^\s"]+)/.exec(kubeconfig)?.[1];
  const response = await request.fetch(`${apiServer}${path}`, {
    method,
    data,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** Creates an organization on the platform. */
export async function createOrganization(
  request: APIRequestContext,
  name: string,
) {
  await send(request, 'POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  const path = `/apis/kube-dc.com/v1/namespaces/${name}/organizations`;
  await send(request, 'POST', path, {
    apiVersion: 'kube-dc.com/v1',
    kind: 'Organization',
    metadata: { name },
    spec: { email: `admin@${name}.example`, description: name },
  });
}

interface ClusterRole {
  rules: { verbs: string[] }[];
}

/** Takes the right to impersonate from the portal's account. */
export async function takeImpersonation(request: APIRequestContext) {
  const path =
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/backstage-portal';
  const role = await send<ClusterRole>(request, 'GET', path);
  const rules = role.rules.filter(
    ({ verbs }) => !verbs.includes('impersonate'),
  );
  await send(request, 'PUT', path, { ...role, rules });
}
