import type { KubernetesIdentity } from '../transport/types';

/**
 * A right on the Kubernetes API.
 *
 * @public
 */
export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

/**
 * Whether a right is given, and the API server's reason when it is not.
 *
 * @public
 */
export interface AccessDecision {
  allowed: boolean;
  reason?: string;
  /** True when the platform could not be asked; the answer is then no. */
  undecided?: boolean;
}

/**
 * Namespaces in which a person has a right: all of them, or the ones listed.
 *
 * @public
 */
export type NamespaceScope =
  | { all: true }
  | {
      all: false;
      namespaces: ReadonlySet<string>;
      /** Why there may be more of them: the platform could not be asked. */
      undecided?: string;
    };

/**
 * Asks an installation's Kubernetes API what a person may do: with the person's token or by impersonation, and where
 * only the person's session is known, with the portal's account. Answers are kept for at most 30 seconds, and not
 * beyond a change of the bindings that name the person, or of their roles; every failure is a no, but for a SessionEndedError when the
 * person's own token is no longer taken.
 *
 * @public
 */
export interface RightsService {
  /** One right of one person. */
  check(
    installation: string,
    identity: KubernetesIdentity,
    attributes: ResourceAttributes,
  ): Promise<AccessDecision>;
  /**
   * Where a person has a right on a resource type: cluster-wide is asked first, then only the namespaces whose
   * RoleBindings name the person.
   */
  namespaces(
    installation: string,
    identity: KubernetesIdentity,
    attributes: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<NamespaceScope>;
  /** True for the platform's operators: may list organizations in all namespaces. */
  isOperator(
    installation: string,
    identity: KubernetesIdentity,
  ): Promise<boolean>;
  /**
   * A number that changes with the bindings and roles of an installation, for those who keep what they made of answers. Without
   * it, nothing tells before the answers are too old.
   */
  revision?(installation: string): number;
}
