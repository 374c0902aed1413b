import {
  FieldError,
  invalid,
  notSupported,
  required,
} from '../errors/fieldError';
import { LabelSelector, matchesSelector } from '../selectors/labelSelector';
import { KubeObject } from '../types';
import { equal } from '../util/equal';
import { read, readObject, readString } from '../util/read';
import { validatePodSpec } from './podSpec';
import { validateSchedule } from './schedule';

export const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid';

function validateCounts(
  spec: unknown,
  path: string,
  fields: string[],
): FieldError[] {
  return fields.flatMap(field => {
    const value = read(spec, field);
    return typeof value === 'number' && value < 0
      ? [
          invalid(
            `${path}.${field}`,
            value,
            'must be greater than or equal to 0',
          ),
        ]
      : [];
  });
}

function validateJobSpec(spec: unknown, path: string): FieldError[] {
  const errors = validateCounts(spec, path, [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ]);
  const template = `${path}.template.spec`;
  const pod = read(spec, 'template', 'spec');
  const restart = readString(pod, 'restartPolicy');
  errors.push(...validatePodSpec(pod, template));
  if (restart === '' || restart === 'Always') {
    const valid = 'valid values: "OnFailure", "Never"';
    errors.push(required(`${template}.restartPolicy`, valid));
  } else if (!['OnFailure', 'Never'].includes(restart)) {
    const valid = ['OnFailure', 'Never'];
    errors.push(notSupported(`${template}.restartPolicy`, restart, valid));
  }
  return errors;
}

function validateSelector(object: KubeObject): FieldError[] {
  const spec = readObject(object, 'spec');
  const selector = spec.selector as LabelSelector | undefined;
  const labels = read(spec, 'template', 'metadata', 'labels') as
    | Record<string, string>
    | undefined;
  if (spec.manualSelector !== true) {
    const own = { matchLabels: { [CONTROLLER_UID]: object.metadata.uid } };
    return equal(selector, own)
      ? []
      : [invalid('spec.selector', selector, '`selector` not auto-generated')];
  }
  const errors = selector ? [] : [required('spec.selector')];
  if (!selector || !matchesSelector(selector, labels)) {
    errors.push(
      invalid(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  return errors;
}

/** Checks a Job, and how it finds its pods. */
export function validateJob(object: KubeObject): FieldError[] {
  return [...validateSelector(object), ...validateJobSpec(object.spec, 'spec')];
}

/** Checks that a Job that runs is to do what it was to do. */
export function validateJobUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const spec = readObject(object, 'spec');
  const before = readObject(old, 'spec');
  const fixed = ['selector', 'completionMode', 'backoffLimitPerIndex'];
  // The number of the indexes may change with that of those that run at once.
  const isElastic =
    spec.completionMode === 'Indexed' && spec.completions === spec.parallelism;
  return [...(isElastic ? [] : ['completions']), ...fixed]
    .filter(field => !equal(spec[field], before[field]))
    .map(field => invalid(`spec.${field}`, spec[field], 'field is immutable'));
}

const POLICIES = ['Allow', 'Forbid', 'Replace'];

/** Checks when a CronJob makes which jobs. */
export function validateCronJob(object: KubeObject): FieldError[] {
  const schedule = readString(object, 'spec', 'schedule');
  const policy = readString(object, 'spec', 'concurrencyPolicy');
  const problem = schedule && validateSchedule(schedule);
  return [
    ...(problem ? [invalid('spec.schedule', schedule, problem)] : []),
    ...validateCounts(object.spec, 'spec', ['startingDeadlineSeconds']),
    ...(POLICIES.includes(policy)
      ? []
      : [notSupported('spec.concurrencyPolicy', policy, POLICIES)]),
    ...validateCounts(object.spec, 'spec', [
      'successfulJobsHistoryLimit',
      'failedJobsHistoryLimit',
    ]),
    ...validateJobSpec(
      read(object, 'spec', 'jobTemplate', 'spec'),
      'spec.jobTemplate.spec',
    ),
  ];
}
