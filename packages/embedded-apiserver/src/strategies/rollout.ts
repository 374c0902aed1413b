import {
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { KubeObject } from '../types';
import { equal } from '../util/equal';
import { GoStruct } from '../util/goQuote';
import { read, readObject, readString } from '../util/read';
import { isNone, validateIntOrPercent, validateShare } from './intOrPercent';

/** A strategy with the names its fields have in Go. */
function internalStrategy(type: string, rollingUpdate: unknown) {
  return new GoStruct({ Type: type, RollingUpdate: rollingUpdate ?? null });
}

/** Checks how a Deployment replaces its pods. */
export function validateDeploymentStrategy(object: KubeObject): FieldError[] {
  const path = 'spec.strategy';
  const { type, rollingUpdate } = readObject(object, 'spec', 'strategy');
  if (type === 'Recreate') {
    return rollingUpdate === undefined
      ? []
      : [
          forbiddenField(
            `${path}.rollingUpdate`,
            "may not be specified when strategy `type` is 'Recreate'",
          ),
        ];
  }
  if (type !== 'RollingUpdate') {
    return [
      notSupported(path, internalStrategy(String(type), rollingUpdate), [
        'Recreate',
        'RollingUpdate',
      ]),
    ];
  }
  const { maxUnavailable, maxSurge } = readObject(
    object,
    'spec',
    'strategy',
    'rollingUpdate',
  );
  const unavailablePath = `${path}.rollingUpdate.maxUnavailable`;
  const errors = [
    ...validateIntOrPercent(maxUnavailable, unavailablePath),
    ...validateIntOrPercent(maxSurge, `${path}.rollingUpdate.maxSurge`),
  ];
  if (isNone(maxUnavailable) && isNone(maxSurge)) {
    errors.push(
      invalid(
        unavailablePath,
        maxUnavailable,
        'may not be 0 when `maxSurge` is 0',
      ),
    );
  }
  return [...errors, ...validateShare(maxUnavailable, unavailablePath)];
}

/** Checks how a StatefulSet makes and replaces its pods. */
export function validateStatefulSetStrategy(object: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  const management = readString(object, 'spec', 'podManagementPolicy');
  if (!['OrderedReady', 'Parallel'].includes(management)) {
    errors.push(
      invalid(
        'spec.podManagementPolicy',
        management,
        "must be 'OrderedReady' or 'Parallel'",
      ),
    );
  }
  const path = 'spec.updateStrategy';
  const { type, rollingUpdate } = readObject(object, 'spec', 'updateStrategy');
  const { partition, maxUnavailable } = readObject(
    { rollingUpdate },
    'rollingUpdate',
  );
  if (type === 'OnDelete') {
    if (rollingUpdate !== undefined) {
      errors.push(
        invalid(
          `${path}.rollingUpdate`,
          new GoStruct({
            Partition: partition ?? 0,
            MaxUnavailable: maxUnavailable ?? null,
          }),
          "only allowed for updateStrategy 'RollingUpdate'",
        ),
      );
    }
  } else if (type !== 'RollingUpdate') {
    errors.push(
      invalid(
        path,
        internalStrategy(String(type), rollingUpdate),
        "must be 'RollingUpdate' or 'OnDelete'",
      ),
    );
  } else if (typeof partition === 'number' && partition < 0) {
    errors.push(
      invalid(
        `${path}.rollingUpdate.partition`,
        partition,
        'must be greater than or equal to 0',
      ),
    );
  }
  return errors;
}

/** Checks how a DaemonSet replaces its pods. */
export function validateDaemonSetStrategy(object: KubeObject): FieldError[] {
  const path = 'spec.updateStrategy';
  const { type, rollingUpdate } = readObject(object, 'spec', 'updateStrategy');
  if (type === 'OnDelete') {
    return [];
  }
  if (type !== 'RollingUpdate') {
    return [
      notSupported(path, internalStrategy(String(type), rollingUpdate), [
        'RollingUpdate',
        'OnDelete',
      ]),
    ];
  }
  const { maxUnavailable, maxSurge } = readObject(
    object,
    'spec',
    'updateStrategy',
    'rollingUpdate',
  );
  const unavailablePath = `${path}.rollingUpdate.maxUnavailable`;
  const surgePath = `${path}.rollingUpdate.maxSurge`;
  const errors = [
    ...validateIntOrPercent(maxUnavailable, unavailablePath),
    ...validateIntOrPercent(maxSurge, surgePath),
  ];
  if (isNone(maxUnavailable) && isNone(maxSurge)) {
    errors.push(required(unavailablePath, 'cannot be 0 when maxSurge is 0'));
  } else if (!isNone(maxUnavailable) && !isNone(maxSurge)) {
    errors.push(
      invalid(
        surgePath,
        maxSurge,
        'may not be set when maxUnavailable is non-zero',
      ),
    );
  }
  return [
    ...errors,
    ...validateShare(maxUnavailable, unavailablePath),
    ...validateShare(maxSurge, surgePath),
  ];
}

/** Checks that the pods of a controller run for as long as it does. */
export function validateRunsForever(object: KubeObject): FieldError[] {
  const path = 'spec.template.spec';
  const errors: FieldError[] = [];
  const restart = readString(
    object,
    'spec',
    'template',
    'spec',
    'restartPolicy',
  );
  // Without a template the default has no place to be filled in.
  if (restart && restart !== 'Always') {
    errors.push(notSupported(`${path}.restartPolicy`, restart, ['Always']));
  }
  const deadline = read(
    object,
    'spec',
    'template',
    'spec',
    'activeDeadlineSeconds',
  );
  if (deadline !== undefined) {
    // Deployments have their templates checked as those of their ReplicaSets.
    const kind = object.kind === 'Deployment' ? 'ReplicaSet' : object.kind;
    errors.push(
      forbiddenField(
        `${path}.activeDeadlineSeconds`,
        `activeDeadlineSeconds in ${kind} is not Supported`,
      ),
    );
  }
  return errors;
}

const CHANGEABLE = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]);

function fixedFields(object: KubeObject): object {
  return Object.fromEntries(
    Object.entries(readObject(object, 'spec')).filter(
      ([field]) => !CHANGEABLE.has(field),
    ),
  );
}

/** Checks that of a StatefulSet only what may change does. */
export function validateStatefulSetUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  return equal(fixedFields(object), fixedFields(old))
    ? []
    : [
        forbiddenField(
          'spec',
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        ),
      ];
}
