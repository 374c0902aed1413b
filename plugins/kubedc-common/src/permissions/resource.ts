/**
 * Type of the resources that the `kubedc` plugin's resource permissions are about.
 *
 * @public
 */
export const RESOURCE_TYPE_KUBEDC_RESOURCE = 'kubedc-resource';

/**
 * What permission rules know of a resource: where it is and what it is. It need not exist; a policy is asked about what
 * somebody wants to create as well.
 *
 * @public
 */
export interface KubedcResource {
  /** Name of the installation. */
  installation: string;
  /** `id` of its kind, for example `virtualMachine`. */
  kind: string;
  /** Empty for what belongs to the platform itself. */
  organization: string;
  /** `{organization}/{project}`; absent on what belongs to no project. */
  project?: string;
}

/**
 * Address of a resource in questions to the permission framework.
 *
 * @public
 */
export interface KubedcResourceAddress {
  /** Name of the installation. */
  installation: string;
  /** `id` of its kind, for example `virtualMachine`. */
  kind: string;
  /** Kubernetes namespace; absent for kinds that live in none. */
  namespace?: string;
  /** Kubernetes name. */
  name: string;
}

/**
 * A resource's address as `resourceRef` of the permission framework: `{installation}/{kind}/{namespace}/{name}`, with an
 * empty namespace for kinds that live in none.
 *
 * @public
 */
export function kubedcResourceRef(address: KubedcResourceAddress): string {
  const { installation, kind, namespace = '', name } = address;
  return [installation, kind, namespace, name].join('/');
}

/**
 * Reads what {@link kubedcResourceRef} writes; undefined for anything else.
 *
 * @public
 */
export function parseKubedcResourceRef(
  ref: string,
): KubedcResourceAddress | undefined {
  const parts = ref.split('/');
  const [installation, kind, namespace, name] = parts;
  return parts.length === 4 && installation && kind && name
    ? { installation, kind, ...(namespace ? { namespace } : {}), name }
    : undefined;
}
