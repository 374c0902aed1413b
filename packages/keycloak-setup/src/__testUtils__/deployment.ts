import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  KubeConfig,
  KubernetesObject,
  V1Deployment,
  V1PolicyRule,
} from '@kubernetes/client-node';
import type { Sandbox } from '@kubedc/sandbox';

/** Root of the repository. */
export const ROOT = join(__dirname, '../../../..');

const NAMESPACE = 'kube-dc';
const ACCOUNT = 'backstage-keycloak-setup';

/** What an operator applies to run the command in a cluster. */
export async function readManifests(): Promise<KubernetesObject[]> {
  const { loadAllYaml } = await import('@kubernetes/client-node');
  const file = join(ROOT, 'deploy/kube-dc/keycloak-setup.yaml');
  return loadAllYaml(await readFile(file, 'utf8'));
}

/** Its Deployment, and of that the one container. */
export async function readDeployment() {
  const deployment = (await readManifests()).find(
    ({ kind }) => kind === 'Deployment',
  ) as V1Deployment;
  const pod = deployment.spec!.template.spec!;
  const [container, ...others] = pod.containers;
  if (others.length) {
    throw new Error('There is more than one container');
  }
  return { pod, container };
}

/** The manifests on a platform, as its API server has them. */
export class AppliedDeployment {
  static async apply(dir: string): Promise<AppliedDeployment> {
    const { KubeConfig: Config, KubernetesObjectApi } = await import(
      '@kubernetes/client-node'
    );
    const admin = new Config();
    admin.loadFromFile(join(dir, 'kubeconfig', 'admin.yaml'));
    const api = KubernetesObjectApi.makeApiClient(admin);
    for (const object of await readManifests()) {
      await api.create(object);
    }
    return new AppliedDeployment(admin, dir);
  }

  private constructor(
    private readonly admin: KubeConfig,
    private readonly dir: string,
  ) {}

  /** What the API server has made of the Deployment. */
  async deployment(): Promise<V1Deployment> {
    const { AppsV1Api } = await import('@kubernetes/client-node');
    return this.admin
      .makeApiClient(AppsV1Api)
      .readNamespacedDeployment({ namespace: NAMESPACE, name: ACCOUNT });
  }

  /** A kubeconfig of the pod's account, or of another one that is made for it. */
  async kubeconfigOf(
    sandbox: Sandbox,
    account: string = ACCOUNT,
  ): Promise<string> {
    const { CoreV1Api } = await import('@kubernetes/client-node');
    const core = this.admin.makeApiClient(CoreV1Api);
    if (account !== ACCOUNT) {
      await core.createNamespacedServiceAccount({
        namespace: NAMESPACE,
        body: { metadata: { name: account } },
      });
    }
    const { status } = await core.createNamespacedServiceAccountToken({
      namespace: NAMESPACE,
      name: account,
      body: { spec: { audiences: [], expirationSeconds: 3600 } },
    });
    const file = join(this.dir, `${account}.json`);
    const { url, caFile } = sandbox.apiServer;
    await writeFile(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'it',
            cluster: { server: url, 'certificate-authority': caFile },
          },
        ],
        users: [{ name: 'it', user: { token: status!.token } }],
        contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
        'current-context': 'it',
      }),
    );
    return file;
  }
}

/** All that an account may do in a namespace, one right a line. */
export async function rightsOf(kubeconfig: string): Promise<string[]> {
  const { AuthorizationV1Api, KubeConfig: Config } = await import(
    '@kubernetes/client-node'
  );
  const config = new Config();
  config.loadFromFile(kubeconfig);
  const { status } = await config
    .makeApiClient(AuthorizationV1Api)
    .createSelfSubjectRulesReview({ body: { spec: { namespace: NAMESPACE } } });
  const rules: V1PolicyRule[] = status?.resourceRules ?? [];
  return rules.flatMap(({ verbs, apiGroups = [], resources = [] }) =>
    verbs.flatMap(verb =>
      apiGroups.flatMap(group =>
        resources.map(resource => `${verb} ${resource}.${group}`),
      ),
    ),
  );
}
