import { availabilityOf } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  KindDefinition,
  KubernetesObject,
  OfferedOperation,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Viewer } from '../access/Viewer';
import type { PlatformContexts } from '../platform/PlatformContexts';
import type { OperationRights } from './OperationRights';

/** Tells what a person may do with an object now. */
export class OfferedOperations {
  readonly #rights: OperationRights;
  readonly #contexts: PlatformContexts;

  constructor(options: {
    operationRights: OperationRights;
    contexts: PlatformContexts;
  }) {
    this.#rights = options.operationRights;
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
    const { namespace, name } = object.metadata;
    const refusals = await this.#rights.refusals(viewer, operations, {
      namespace,
      name,
    });
    return operations.map((operation, index) =>
      this.#offer(viewer, kind, operation, object, refusals[index]),
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
    const available = availability.available && refusal === undefined;
    return {
      id: operation.id,
      title: operation.title,
      destructive: operation.destructive,
      confirm: operation.confirm,
      consequences: operation.consequences?.(object) ?? [],
      allowed: refusal === undefined,
      available,
      suggested: available && Boolean(availability.suggested),
      ...(available || !reason ? {} : { reason }),
    };
  }
}
