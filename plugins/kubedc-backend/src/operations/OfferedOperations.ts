import { availabilityOf } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  KindDefinition,
  KubernetesObject,
  OfferedOperation,
} from '@kubedc/backstage-plugin-kubedc-common';
import { requiredAccess } from '@kubedc/backstage-plugin-kubedc-node';
import type { PolicyService } from '../access/PolicyService';
import type { Viewer } from '../access/Viewer';
import type { PlatformContexts } from '../platform/PlatformContexts';
import { locate } from '../resources/locate';
import { policyRefusals } from './policyRefusals';

/** Tells what a person may do with an object now. */
export class OfferedOperations {
  readonly #policy: PolicyService;
  readonly #contexts: PlatformContexts;

  constructor(options: { policy: PolicyService; contexts: PlatformContexts }) {
    this.#policy = options.policy;
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
    const { mirror } = this.#contexts.of(viewer.installation.name);
    const refusals = await policyRefusals(
      this.#policy,
      viewer,
      operations,
      locate(kind, object.metadata, mirror),
    );
    return Promise.all(
      operations.map(async (operation, index) => {
        const refusal =
          refusals[index] ??
          (await this.#missingRight(viewer, kind, operation, object));
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
