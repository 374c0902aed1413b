const GROUP = 'kube-dc.com';
const VERSION = 'v1';
const PLURAL = 'organizations';

type List = { items: { metadata?: { name?: string } }[] };

/**
 * Names of a platform's organizations, sorted; by the kubeconfig of the
 * environment, or the pod's own account within a cluster.
 *
 * @throws Error when the platform cannot be asked, or does not allow it
 */
export async function listOrganizations(
  kubeconfig?: string,
): Promise<string[]> {
  const { CustomObjectsApi, KubeConfig } = await import(
    '@kubernetes/client-node'
  );
  const config = new KubeConfig();
  if (kubeconfig) {
    config.loadFromFile(kubeconfig);
  } else {
    config.loadFromDefault();
  }
  const api = config.makeApiClient(CustomObjectsApi);
  const { items } = (await api.listCustomObjectForAllNamespaces({
    group: GROUP,
    version: VERSION,
    plural: PLURAL,
  })) as List;
  return items.flatMap(({ metadata }) => metadata?.name ?? []).sort();
}
