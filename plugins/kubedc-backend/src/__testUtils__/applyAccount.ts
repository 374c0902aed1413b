import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityMode,
  KubernetesTransport,
} from '@kubedc/backstage-plugin-kubedc-node';
import { parseAllDocuments } from 'yaml';

const MANIFESTS = join(__dirname, '../../../../deploy/kube-dc');

/** What an operator applies for each identity mode, as docs/connect.md says. */
const FILES: Record<IdentityMode, string[]> = {
  oidc: ['accounts.yaml'],
  impersonate: ['accounts.yaml', 'impersonate.yaml'],
  serviceAccount: ['accounts.yaml', 'service-account.yaml'],
};

const PLURALS: Record<string, string> = {
  ServiceAccount: 'api/v1/namespaces/kube-dc/serviceaccounts',
  Secret: 'api/v1/namespaces/kube-dc/secrets',
  ClusterRole: 'apis/rbac.authorization.k8s.io/v1/clusterroles',
  ClusterRoleBinding: 'apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  Role: 'apis/rbac.authorization.k8s.io/v1/namespaces/kube-dc/roles',
  RoleBinding:
    'apis/rbac.authorization.k8s.io/v1/namespaces/kube-dc/rolebindings',
};

/** Objects of a file below deploy/kube-dc. */
export async function manifestsOf(file: string): Promise<KubernetesObject[]> {
  const text = await readFile(join(MANIFESTS, file), 'utf8');
  return parseAllDocuments(text).map(document => {
    if (document.errors.length) {
      throw document.errors[0];
    }
    return document.toJS() as KubernetesObject;
  });
}

/**
 * Applies what an operator would apply for an identity mode, over what the sandbox has of the same name.
 *
 * @returns a token of the portal's account
 */
export async function applyAccount(
  admin: KubernetesTransport,
  mode: IdentityMode,
): Promise<{ token: string }> {
  for (const file of FILES[mode]) {
    for (const object of await manifestsOf(file)) {
      await admin.request({
        method: 'PATCH',
        path: `/${PLURALS[object.kind]}/${object.metadata.name}`,
        query: { fieldManager: 'kubectl', force: true },
        body: object,
        contentType: 'application/apply-patch+yaml',
      });
    }
  }
  const { status } = await admin.request<{ status: { token: string } }>({
    method: 'POST',
    path: '/api/v1/namespaces/kube-dc/serviceaccounts/backstage-portal/token',
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    },
  });
  return { token: status.token };
}
