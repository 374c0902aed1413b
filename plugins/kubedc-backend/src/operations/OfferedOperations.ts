import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { availabilityOf } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  KindDefinition,
  KubernetesObject,
  OfferedOperation,
} from '@kubedc/backstage-plugin-kubedc-common';
import { requiredAccess } from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import type { PlatformContexts } from '../platform/PlatformContexts';

/** Tells what a person may do with an object now. */
export class OfferedOperations {
  readonly #permissions: PermissionsService;
  readonly #contexts: PlatformContexts;

  constructor(options: {
    permissions: PermissionsService;
    contexts: PlatformContexts;
  }) {
    this.#permissions = options.permissions;
    this.#contexts = options.contexts;
  }

  /** All operations on the object, in the order of a menu; what stands against one is said in its reason. */
  async of(
    viewer: Viewer,
    kind: KindDefinition,
    object: KubernetesObject,
  ): Promise<OfferedOperation[]> {
    const operations = kind.operations.filter(
      ({ target }) => target === 'existing',
    );
    if (operations.length === 0) {
      return [];
    }
    const decisions = await this.#permissions.authorize(
      operations.map(({ permission }) => ({ permission })),
      { credentials: viewer.credentials },
    );
    return Promise.all(
      operations.map(async (operation, index) => {
        const refusal =
          decisions[index].result === AuthorizeResult.ALLOW
            ? await this.#missingRight(viewer, kind, operation, object)
            : `The portal's permission policy does not give you '${operation.permission.name}'`;
        return this.#offer(viewer, kind, operation, object, refusal);
      }),
    );
  }

  #missingRight(
    viewer: Viewer,
    kind: KindDefinition,
    operation: AnyOperationDeclaration,
    object: KubernetesObject,
  ): Promise<string | undefined> {
    const { namespace, name } = object.metadata;
    const organization =
      kind.scope === 'organization'
        ? namespace
        : this.#contexts
            .of(viewer.installation.name)
            .organizationOf(namespace ?? '');
    const project = kind.scope === 'project' ? namespace : undefined;
    return viewer.refusalOf(
      requiredAccess(operation, { organization, project }, { name }),
    );
  }

  #offer(
    viewer: Viewer,
    kind: KindDefinition,
    operation: AnyOperationDeclaration,
    object: KubernetesObject,
    refusal: string | undefined,
  ): OfferedOperation {
    const { mirror } = this.#contexts.of(viewer.installation.name);
    const availability = availabilityOf(
      operation,
      object,
      kind.health(object, mirror).state,
    );
    const reason = refusal ?? availability.reason;
    const available = availability.available && !refusal;
    return {
      id: operation.id,
      title: operation.title,
      destructive: operation.destructive,
      confirm: operation.confirm,
      consequences: operation.consequences?.(object) ?? [],
      available,
      suggested: available && Boolean(availability.suggested),
      ...(available || !reason ? {} : { reason }),
    };
  }
}
