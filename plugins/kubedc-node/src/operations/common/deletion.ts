import { NotFoundError } from '@backstage/errors';
import type {
  AnyOperationDeclaration,
  KindDefinition,
  KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '../engine/FieldError';
import type { OperationContext, OperationRunner } from '../types';
import { deleteRequest } from './requests';
import { settleGone, type Target } from './settle';

/**
 * The object an operation acts on, as the mirror has it.
 *
 * @throws NotFoundError in the API server's words when there is none.
 */
export function requireObject<T extends KubernetesObject>(
  kind: KindDefinition<T>,
  target: Target,
  context: OperationContext,
): T {
  const object = context.mirror.get<T>(
    kind.type,
    target.namespace,
    target.name,
  );
  if (!object) {
    const { resource, group } = kind.type;
    throw new NotFoundError(`${resource}.${group} "${target.name}" not found`);
  }
  return object;
}

/**
 * A runner that deletes one object and waits until it is gone. What the declaration calls unavailable is refused.
 */
export function deletionRunner<T extends AnyOperationDeclaration>(
  declaration: T,
  kind: KindDefinition,
): OperationRunner<T> {
  return {
    declaration,
    namespaces: input =>
      kind.scope === 'organization'
        ? { organization: input.namespace }
        : { project: input.namespace },
    async plan(input, context) {
      const object = requireObject(kind, input as Target, context);
      refuseUnavailable(declaration, kind, object, context);
      const noun = kind.title.singular.toLowerCase();
      return [
        deleteRequest(
          kind.type,
          input as Target,
          `Delete ${noun} ${input.name}`,
        ),
      ];
    },
    async settled(input, context, run) {
      return settleGone(kind, input as Target, context, run.startedAt);
    },
  };
}

/**
 * @throws a FieldError naming `name` when the declaration says that the operation makes no sense on the object now.
 */
export function refuseUnavailable(
  declaration: AnyOperationDeclaration,
  kind: KindDefinition,
  object: KubernetesObject,
  context: OperationContext,
): void {
  const { state } = kind.health(object, context.mirror);
  const availability = declaration.availability?.(object, state);
  if (availability && !availability.available) {
    throw new FieldError(
      'name',
      availability.reason ?? 'This is not possible in its present state',
    );
  }
}
