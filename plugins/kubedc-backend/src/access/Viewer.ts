import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  KubedcResourcePermission,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  checkAccess,
  findMissingAccess,
  MissingTokenError,
} from '@kubedc/backstage-plugin-kubedc-node';
import type {
  Installation,
  KubernetesIdentity,
  NamespaceScope,
  PermittedResources,
  ResourceAttributes,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PolicyService } from './PolicyService';

/** A signed-in person on one installation, and what its Kubernetes API lets them do. */
export class Viewer {
  readonly credentials: BackstageCredentials;
  readonly installation: Installation;
  /** Undefined where the portal's own account acts for everybody; Backstage permissions are then the only gate. */
  readonly identity: KubernetesIdentity | undefined;
  readonly #rights: RightsService;
  readonly #policy: PolicyService;

  constructor(options: {
    credentials: BackstageCredentials;
    installation: Installation;
    identity: KubernetesIdentity | undefined;
    rights: RightsService;
    policy: PolicyService;
  }) {
    this.credentials = options.credentials;
    this.installation = options.installation;
    this.identity = options.identity;
    this.#rights = options.rights;
    this.#policy = options.policy;
  }

  /** Resources on which the portal's own policy gives a permission; Kubernetes decides beside it. */
  permitted(permission: KubedcResourcePermission): Promise<PermittedResources> {
    return this.#policy.permitted(permission, this.credentials);
  }

  /**
   * Namespaces in which the person may list objects of a type.
   *
   * @param namespace - the only one that is of interest: then nothing is asked about others, which may be many
   */
  async listable(
    type: Pick<ResourceType, 'group' | 'resource'>,
    namespace?: string,
  ): Promise<NamespaceScope> {
    const { group, resource } = type;
    const right = { verb: 'list', group, resource };
    if (!this.identity || namespace === undefined) {
      return this.where(right);
    }
    const { allowed, undecided, reason } = await this.#rights.check(
      this.installation.name,
      this.identity,
      { ...right, namespace },
    );
    return {
      all: false,
      namespaces: new Set(allowed ? [namespace] : []),
      ...(undecided && { undecided: reason }),
    };
  }

  /** Namespaces in which the person has a right. */
  async where(
    attributes: Omit<ResourceAttributes, 'namespace' | 'name'>,
  ): Promise<NamespaceScope> {
    return this.identity
      ? this.#rights.namespaces(
          this.installation.name,
          this.identity,
          attributes,
        )
      : { all: true };
  }

  /** A sentence when one of the rights is missing, the API server's own where it refused. */
  async refusalOf(required: ResourceAttributes[]): Promise<string | undefined> {
    const missing =
      this.identity &&
      (await findMissingAccess(
        this.#rights,
        this.installation.name,
        this.identity,
        required,
      ));
    return missing?.message;
  }

  /**
   * @throws NotAllowedError in the API server's words when one of the rights is missing, ServiceUnavailableError when
   * the platform could not be asked.
   */
  async require(required: ResourceAttributes[]): Promise<void> {
    if (this.identity) {
      await checkAccess(
        this.#rights,
        this.installation.name,
        this.identity,
        required,
      );
    }
  }

  /**
   * The person's own token, to refuse at once what nothing else lets through.
   *
   * @throws MissingTokenError when the request brought none.
   */
  requireToken(): string {
    if (this.identity?.token === undefined) {
      throw new MissingTokenError();
    }
    return this.identity.token;
  }

  /** True for operators of the platform. Where nobody has an identity, the Backstage permission decides alone. */
  async isOperator(): Promise<boolean> {
    return this.identity
      ? this.#rights.isOperator(this.installation.name, this.identity)
      : true;
  }
}
