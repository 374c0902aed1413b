import { FieldError, invalid } from '../errors/fieldError';
import { validateLabels } from '../registry/metadata';
import { LabelSelector, matchesSelector } from '../selectors/labelSelector';
import {
  ageColumn,
  nameColumn,
  selectorColumn,
  templateColumns,
} from '../table/columns';
import { labelText } from '../table/format';
import { KubeObject } from '../types';
import {
  ensureObject,
  read,
  readList,
  readNumber,
  setDefaults,
} from '../util/read';
import { equal } from '../util/equal';
import { applyPodDefaults } from './podDefaults';
import { validatePodSpec } from './podSpec';
import {
  validateDaemonSetStrategy,
  validateDeploymentStrategy,
  validateRunsForever,
  validateStatefulSetStrategy,
  validateStatefulSetUpdate,
} from './rollout';
import { Strategy, TableColumn } from './strategy';
import { applyClaimDefaults } from './volumeDefaults';

function number(name: string, ...path: string[]): TableColumn {
  return { name, type: 'integer', value: o => readNumber(o, ...path) };
}

/** Numbers the real server calls text, and sends as numbers. */
function text(name: string, ...path: string[]): TableColumn {
  return { name, value: o => readNumber(o, ...path) };
}

const COUNTS = [
  'replicas',
  'minReadySeconds',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
];

function validateCounts(object: KubeObject): FieldError[] {
  const deadline = readNumber(object, 'spec', 'progressDeadlineSeconds');
  const minimum = readNumber(object, 'spec', 'minReadySeconds');
  const hasDeadline =
    read(object, 'spec', 'progressDeadlineSeconds') !== undefined;
  const tooSoon =
    hasDeadline && deadline <= minimum
      ? [
          invalid(
            'spec.progressDeadlineSeconds',
            deadline,
            'must be greater than minReadySeconds',
          ),
        ]
      : [];
  return [
    ...COUNTS.flatMap(field => {
      const value = read(object, 'spec', field);
      return typeof value === 'number' && value < 0
        ? [
            invalid(
              `spec.${field}`,
              value,
              'must be greater than or equal to 0',
            ),
          ]
        : [];
    }),
    ...tooSoon,
  ];
}

function validateWorkload(object: KubeObject): FieldError[] {
  const selector = read(object, 'spec', 'selector') as
    | LabelSelector
    | undefined;
  const labels = read(object, 'spec', 'template', 'metadata', 'labels') as
    | Record<string, string>
    | undefined;
  const errors: FieldError[] = validateCounts(object);
  const isSelectorEmpty =
    !!selector &&
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0;
  if (isSelectorEmpty) {
    const kind = object.kind.toLowerCase();
    const problem = `empty selector is invalid for ${kind}`;
    errors.push(invalid('spec.selector', selector, problem));
  }
  const selectorErrors = validateLabels(
    selector?.matchLabels ?? {},
    'spec.selector.matchLabels',
  );
  if (selectorErrors.length > 0) {
    errors.push(
      ...selectorErrors,
      invalid('spec.selector', selector, 'invalid label selector'),
    );
  } else if (!selector || !matchesSelector(selector, labels)) {
    errors.push(
      invalid(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  errors.push(
    ...validateLabels(labels ?? {}, 'spec.template.labels'),
    ...validatePodSpec(
      read(object, 'spec', 'template', 'spec'),
      'spec.template.spec',
    ),
    ...validateRunsForever(object),
  );
  return errors;
}

function validateWorkloadUpdate(
  object: KubeObject,
  old: KubeObject,
): FieldError[] {
  const selector = read(object, 'spec', 'selector');
  return equal(selector, read(old, 'spec', 'selector'))
    ? []
    : [invalid('spec.selector', selector, 'field is immutable')];
}

function workload(
  defaults: (spec: Record<string, unknown>) => void,
  columns: TableColumn[],
  wide: TableColumn[] = [...templateColumns, selectorColumn],
): Strategy {
  return {
    hasGeneration: true,
    applyDefaults(object) {
      const spec = ensureObject(object, 'spec');
      defaults(spec);
      applyPodDefaults(read(spec, 'template', 'spec'));
    },
    prepareForCreate(object) {
      object.status = {};
    },
    validate: validateWorkload,
    validateUpdate: validateWorkloadUpdate,
    columns: [nameColumn, ...columns, ageColumn, ...wide],
  };
}

const rolling = { maxUnavailable: '25%', maxSurge: '25%' };

const deployment = workload(
  spec => {
    setDefaults(spec, {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const strategy = ensureObject(spec, 'strategy');
    setDefaults(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      setDefaults(ensureObject(strategy, 'rollingUpdate'), rolling);
    }
  },
  [
    {
      name: 'Ready',
      value: o =>
        `${readNumber(o, 'status', 'readyReplicas')}/${readNumber(
          o,
          'spec',
          'replicas',
        )}`,
    },
    text('Up-to-date', 'status', 'updatedReplicas'),
    text('Available', 'status', 'availableReplicas'),
  ],
);

export const replicaSetStrategy = workload(
  spec => setDefaults(spec, { replicas: 1 }),
  [
    number('Desired', 'spec', 'replicas'),
    number('Current', 'status', 'replicas'),
    number('Ready', 'status', 'readyReplicas'),
  ],
);

const statefulSet = workload(
  spec => {
    setDefaults(spec, {
      replicas: 1,
      revisionHistoryLimit: 10,
      podManagementPolicy: 'OrderedReady',
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      },
    });
    const strategy = ensureObject(spec, 'updateStrategy');
    setDefaults(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      setDefaults(ensureObject(strategy, 'rollingUpdate'), { partition: 0 });
    }
    for (const claim of readList(spec, 'volumeClaimTemplates')) {
      Object.assign(claim, {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
      });
      applyClaimDefaults(ensureObject(claim, 'spec'));
      setDefaults(ensureObject(claim, 'status'), { phase: 'Pending' });
    }
  },
  [
    {
      name: 'Ready',
      value: o =>
        `${readNumber(o, 'status', 'readyReplicas')}/${readNumber(
          o,
          'spec',
          'replicas',
        )}`,
    },
  ],
  templateColumns,
);

const daemonSet = workload(
  spec => {
    setDefaults(spec, { revisionHistoryLimit: 10 });
    const strategy = ensureObject(spec, 'updateStrategy');
    setDefaults(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      setDefaults(ensureObject(strategy, 'rollingUpdate'), {
        maxUnavailable: 1,
        maxSurge: 0,
      });
    }
  },
  [
    number('Desired', 'status', 'desiredNumberScheduled'),
    number('Current', 'status', 'currentNumberScheduled'),
    number('Ready', 'status', 'numberReady'),
    number('Up-to-date', 'status', 'updatedNumberScheduled'),
    number('Available', 'status', 'numberAvailable'),
    {
      name: 'Node Selector',
      value: o =>
        labelText(read(o, 'spec', 'template', 'spec', 'nodeSelector')),
    },
  ],
);

export const deploymentStrategy: Strategy = {
  ...deployment,
  validate: object => [
    ...validateDeploymentStrategy(object),
    ...validateWorkload(object),
  ],
};

export const statefulSetStrategy: Strategy = {
  ...statefulSet,
  prepareForCreate(object) {
    object.status = { availableReplicas: 0 };
  },
  validate: object => [
    ...validateStatefulSetStrategy(object),
    ...validateWorkload(object),
  ],
  validateUpdate: validateStatefulSetUpdate,
};

/** Says how many templates a DaemonSet has had. */
const TEMPLATES = 'deprecated.daemonset.template.generation';

export const daemonSetStrategy: Strategy = {
  ...daemonSet,
  applyDefaults(object) {
    daemonSet.applyDefaults?.(object);
    const { metadata } = object;
    metadata.annotations = { [TEMPLATES]: '0', ...metadata.annotations };
  },
  prepareForCreate(object, context) {
    daemonSet.prepareForCreate?.(object, context);
    const { metadata } = object;
    metadata.annotations = { ...metadata.annotations, [TEMPLATES]: '1' };
  },
  prepareForUpdate(object, old) {
    const { metadata } = object;
    const before = Number(old.metadata.annotations?.[TEMPLATES] ?? 0);
    const isSame = equal(
      read(object, 'spec', 'template'),
      read(old, 'spec', 'template'),
    );
    const count = String(isSame ? before : before + 1);
    metadata.annotations = { ...metadata.annotations, [TEMPLATES]: count };
  },
  validate: object => [
    ...validateWorkload(object),
    ...validateDaemonSetStrategy(object),
  ],
};
