import {
  ageColumn,
  nameColumn,
  selectorColumn,
  templateColumns,
  podColumns,
} from '../table/columns';
import { age, duration } from '../table/format';
import { isObject, KubeObject } from '../types';
import {
  ensureObject,
  read,
  readList,
  readNumber,
  readString,
  setDefaults,
} from '../util/read';
import {
  CONTROLLER_UID,
  validateCronJob,
  validateJob,
  validateJobUpdate,
} from './jobValidation';
import { applyPodDefaults } from './podDefaults';
import { Strategy } from './strategy';

/** The largest number of its type. */
const NO_LIMIT = 2 ** 31 - 1;

function applyJobDefaults(spec: Record<string, unknown>): void {
  setDefaults(spec, {
    completions: spec.parallelism === undefined ? 1 : undefined,
    parallelism: 1,
    // With a limit for each index of its own there is none for all.
    backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : NO_LIMIT,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: spec.podFailurePolicy
      ? 'Failed'
      : 'TerminatingOrFailed',
  });
  for (const rule of readList(spec, 'podFailurePolicy', 'rules')) {
    for (const condition of readList(rule, 'onPodConditions')) {
      setDefaults(condition, { status: 'True' });
    }
  }
  applyPodDefaults(read(spec, 'template', 'spec'));
}

/** A job finds its pods by its own uid. */
function selectByUid(object: KubeObject): void {
  const spec = ensureObject(object, 'spec');
  if (spec.manualSelector) {
    return;
  }
  const uid = object.metadata.uid as string;
  const labels = {
    [CONTROLLER_UID]: uid,
    'batch.kubernetes.io/job-name': object.metadata.name,
    'controller-uid': uid,
    'job-name': object.metadata.name,
  };
  const template = ensureObject(spec, 'template');
  const metadata = ensureObject(template, 'metadata');
  metadata.labels = { ...(metadata.labels as object), ...labels };
  const selector = ensureObject(spec, 'selector');
  ensureObject(selector, 'matchLabels')[CONTROLLER_UID] = uid;
}

/** Without labels of its own a job is shown with those of its pods. */
function applyLabels(object: KubeObject): void {
  const labels = read(object, 'spec', 'template', 'metadata', 'labels');
  const own = object.metadata.labels;
  if (isObject(labels) && (!own || Object.keys(own).length === 0)) {
    object.metadata.labels = { ...(labels as Record<string, string>) };
  }
}

function jobStatus(object: KubeObject): string {
  const done = readList(object, 'status', 'conditions').find(
    c => c.status === 'True',
  );
  if (done) {
    return readString(done, 'type');
  }
  return read(object, 'spec', 'suspend') === true ? 'Suspended' : 'Running';
}

function jobDuration(object: KubeObject): string {
  const start = readString(object, 'status', 'startTime');
  const end = readString(object, 'status', 'completionTime');
  if (!start) {
    return '';
  }
  return duration((end ? Date.parse(end) : Date.now()) - Date.parse(start));
}

export const jobStrategy: Strategy = {
  hasGeneration: true,
  fieldSelectors: ['status.successful'],
  applyDefaults(object) {
    applyJobDefaults(ensureObject(object, 'spec'));
    applyLabels(object);
  },
  prepareForCreate(object) {
    object.status = {};
    selectByUid(object);
    applyLabels(object);
  },
  defaultPropagation: 'Orphan',
  validate: validateJob,
  validateUpdate: validateJobUpdate,
  columns: [
    nameColumn,
    { name: 'Status', value: jobStatus },
    {
      name: 'Completions',
      value: o =>
        `${readNumber(o, 'status', 'succeeded')}/${
          readNumber(o, 'spec', 'completions') || 1
        }`,
    },
    { name: 'Duration', value: jobDuration },
    ageColumn,
    ...templateColumns,
    selectorColumn,
  ],
};

export const cronJobStrategy: Strategy = {
  hasGeneration: true,
  applyDefaults(object) {
    const spec = ensureObject(object, 'spec');
    setDefaults(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    const template = read(spec, 'jobTemplate', 'spec', 'template', 'spec');
    applyPodDefaults(template);
  },
  prepareForCreate(object) {
    object.status = {};
  },
  validate: validateCronJob,
  columns: [
    nameColumn,
    { name: 'Schedule', value: o => readString(o, 'spec', 'schedule') },
    {
      name: 'Timezone',
      value: o => readString(o, 'spec', 'timeZone') || '<none>',
    },
    {
      name: 'Suspend',
      type: 'boolean',
      value: o => (read(o, 'spec', 'suspend') === true ? 'True' : 'False'),
    },
    {
      name: 'Active',
      type: 'integer',
      value: o => readList(o, 'status', 'active').length,
    },
    {
      name: 'Last Schedule',
      value: o => {
        const last = readString(o, 'status', 'lastScheduleTime');
        return last ? age(last) : '<none>';
      },
    },
    ageColumn,
    ...podColumns(['spec', 'jobTemplate', 'spec', 'template']),
    { name: 'Selector', priority: 1, value: () => '<none>' },
  ],
};
