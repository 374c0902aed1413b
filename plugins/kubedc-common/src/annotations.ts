/**
 * Annotations that entities made from Kube-DC objects carry.
 *
 * @public
 */
export const KUBEDC_ANNOTATIONS = {
  /** Name of the installation in `kubedc.installations` the object lives in. */
  installation: 'kube-dc.com/installation',
  /** Name of the organization, for example `acme`. */
  organization: 'kube-dc.com/organization',
  /** Organization and project, for example `acme/prod`; absent on what belongs to no project. */
  project: 'kube-dc.com/project',
  /** `group/version/Kind` of the object; the core group is written as `/v1/Kind`. */
  gvk: 'kube-dc.com/gvk',
  /** Kubernetes name of the object, which the entity name may shorten. */
  name: 'kube-dc.com/name',
  /** Kubernetes namespace of the object; absent on cluster-scoped objects. */
  namespace: 'kube-dc.com/namespace',
  /** Kubernetes uid of the object. */
  uid: 'kube-dc.com/uid',
  /** IP addresses it is reached by, separated by commas. */
  addresses: 'kube-dc.com/addresses',
  /** Host names it is reached by, separated by commas. */
  hosts: 'kube-dc.com/hosts',
  /** What it was made from, for example `Ubuntu 24.04`. */
  image: 'kube-dc.com/image',
  /** Version of what it runs. */
  version: 'kube-dc.com/version',
} as const;

/**
 * Annotations on Kubernetes objects that the portal writes, or reads as hints.
 *
 * @public
 */
export const PORTAL_ANNOTATIONS = {
  /** Id of the operation that made the object; a repeated run recognises its own object by it. */
  operation: 'portal.kube-dc.com/operation',
  /** Entity ref of the group that owns the object. */
  owner: 'portal.kube-dc.com/owner',
  /** Entity ref of the component that uses the object. */
  component: 'portal.kube-dc.com/component',
  /** Backstage's own name for the owner hint. */
  backstageOwner: 'backstage.io/owner',
} as const;

/**
 * Annotation that Kube-DC puts on a project's backing namespace: `{organization}/{project}`.
 *
 * @public
 */
export const PROJECT_NAMESPACE_ANNOTATION = 'kube-dc.com/project';

/**
 * Label that marks a project's backing namespace.
 *
 * @public
 */
export const PROJECT_NAMESPACE_LABEL = 'kube-dc.com/project';
