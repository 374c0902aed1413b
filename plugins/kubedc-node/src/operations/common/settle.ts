import type {
  Health,
  KindDefinition,
  KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { OperationContext, Settlement } from '../types';

/** How long the mirror may lag behind a write before a missing object counts as deleted, in milliseconds. */
const MIRROR_LAG_MS = 60_000;

/**
 * An object's place, as operations take it.
 */
export interface Target {
  namespace: string;
  name: string;
}

/**
 * What every operation answers of its object.
 */
export function objectOutputOf(
  kind: KindDefinition,
  target: Target,
  context: OperationContext,
) {
  const { namespace, name } = target;
  return {
    installation: context.installation.name,
    namespace,
    name,
    entityRef: context.entityRefOf({ kind: kind.id, namespace, name }),
  };
}

/**
 * Follows an object by its health: an error ends it in the platform's words, everything that is not final waits with
 * the reason as its message.
 *
 * @param finish - the output once the object is where it should be, undefined while it is not.
 */
export function settleByHealth<TObject extends KubernetesObject, TOutput>(
  options: {
    kind: KindDefinition<TObject>;
    target: Target;
    context: OperationContext;
    startedAt: Date;
    /** Set where a bad state may be the one the operation is to end: it waits instead of failing. */
    despiteErrors?: boolean;
    /** What to say while waiting, where the object's own reason would mislead. */
    meanwhile?: (health: Health) => string | undefined;
  },
  finish: (object: TObject, health: Health) => TOutput | undefined,
): Settlement<TOutput> {
  const { kind, target, context, startedAt } = options;
  const what = `${kind.title.singular} ${target.name}`;
  const object = context.mirror.get<TObject>(
    kind.type,
    target.namespace,
    target.name,
  );
  if (!object) {
    return Date.now() - startedAt.getTime() > MIRROR_LAG_MS
      ? { state: 'failed', message: `${what} was deleted meanwhile` }
      : { state: 'pending', message: 'Waiting for the platform to take it up' };
  }
  if (object.metadata.deletionTimestamp) {
    return { state: 'failed', message: `${what} is being deleted` };
  }
  const health = kind.health(object, context.mirror);
  const output = finish(object, health);
  if (output !== undefined) {
    return { state: 'done', message: health.reason, output };
  }
  return health.state === 'error' && !options.despiteErrors
    ? { state: 'failed', message: health.reason }
    : {
        state: 'pending',
        message: options.meanwhile?.(health) ?? health.reason,
      };
}

/**
 * Follows an object until it is gone. An object of the same name that is younger than the operation is another one.
 */
export function settleGone(
  kind: KindDefinition,
  target: Target,
  context: OperationContext,
  startedAt: Date,
): Settlement<ReturnType<typeof objectOutputOf>> {
  const object = context.mirror.get(kind.type, target.namespace, target.name);
  const madeAt = Date.parse(object?.metadata.creationTimestamp ?? '');
  // Kubernetes writes whole seconds.
  if (!object || madeAt > startedAt.getTime() + 1_000) {
    return {
      state: 'done',
      message: `${kind.title.singular} ${target.name} is deleted`,
      output: objectOutputOf(kind, target, context),
    };
  }
  const { deletionTimestamp, finalizers } = object.metadata;
  return {
    state: 'pending',
    message:
      deletionTimestamp && finalizers?.length
        ? 'The platform is cleaning up'
        : 'Being deleted',
  };
}
