import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterDetails,
  KubernetesClustersSupplier,
  KubernetesServiceLocator,
  ServiceLocatorRequestContext,
} from '@backstage/plugin-kubernetes-node';
import { KUBEDC_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityService,
  KubedcIdentity,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';

const CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';

/** The one annotation that keeps the Kubernetes plugin within a namespace; without it, it reads all. */
const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';

type FetchedType = { group: string; apiVersion: string; plural: string };

/**
 * Names of namespaces, groups, versions and resources. The Kubernetes plugin makes a path of them, in which `..` would lead
 * to what nobody asked about.
 */
const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

function isName(value: unknown): boolean {
  return typeof value === 'string' && NAME.test(value) && !value.includes('..');
}

/** The core group has no name. */
function isType({ group, apiVersion, plural }: FetchedType): boolean {
  return (
    (group === '' || isName(group)) && isName(apiVersion) && isName(plural)
  );
}

/**
 * Serves the entities of Kube-DC platforms to those who may list, with their own Kubernetes rights, everything that the
 * Kubernetes plugin is about to read with its account. Everybody else gets no cluster, and so an empty tab.
 *
 * @public
 */
export class KubedcServiceLocator implements KubernetesServiceLocator {
  readonly #clusters: KubernetesClustersSupplier;
  readonly #identities: IdentityService;
  readonly #rights: RightsService;
  readonly #customResources: readonly FetchedType[];

  constructor(options: {
    clusters: KubernetesClustersSupplier;
    identity: IdentityService;
    rights: RightsService;
    /** What `kubernetes.customResources` adds to every request that names no custom resources itself. */
    customResources?: readonly FetchedType[];
  }) {
    this.#clusters = options.clusters;
    this.#identities = options.identity;
    this.#rights = options.rights;
    this.#customResources = options.customResources ?? [];
  }

  async getClustersByEntity(
    entity: Entity,
    context: ServiceLocatorRequestContext,
  ): Promise<{ clusters: ClusterDetails[] }> {
    const annotations = entity.metadata.annotations ?? {};
    const installation = annotations[KUBEDC_ANNOTATIONS.installation];
    const namespace = annotations[NAMESPACE_ANNOTATION];
    // A cluster stands for an installation by its name; another one would be read with rights checked elsewhere.
    if (
      !installation ||
      !namespace ||
      annotations[CLUSTER_ANNOTATION] !== installation
    ) {
      return { clusters: [] };
    }
    const identity = await this.#identities.find(context.credentials);
    if (identity?.installation !== installation) {
      return { clusters: [] };
    }
    const all = await this.#clusters.getClusters({
      credentials: context.credentials,
    });
    const clusters = all.filter(({ name }) => name === installation);
    const types = clusters.flatMap(cluster => this.#typesOf(cluster, context));
    return (await this.#mayListAll(identity, namespace, types))
      ? { clusters }
      : { clusters: [] };
  }

  /** What the Kubernetes plugin reads for a request, in its own order of precedence. */
  #typesOf(
    cluster: ClusterDetails,
    context: ServiceLocatorRequestContext,
  ): FetchedType[] {
    const custom = context.customResources.length
      ? context.customResources
      : cluster.customResources ?? this.#customResources;
    return [...context.objectTypesToFetch, ...custom];
  }

  async #mayListAll(
    identity: KubedcIdentity,
    namespace: string,
    types: readonly FetchedType[],
  ): Promise<boolean> {
    if (!isName(namespace) || !types.every(isType)) {
      return false;
    }
    const decisions = await Promise.all(
      types.map(({ group, plural }) =>
        this.#rights.check(identity.installation, identity, {
          verb: 'list',
          group,
          resource: plural,
          namespace,
        }),
      ),
    );
    return decisions.every(({ allowed }) => allowed);
  }
}
