import { FieldError, invalid } from '../errors/fieldError';
import { LabelSelector, matchesSelector } from '../selectors/labelSelector';
import {
  ageColumn,
  nameColumn,
  selectorColumn,
  templateColumns,
} from '../table/columns';
import { KubeObject } from '../types';
import { ensureObject, read, readNumber, setDefaults } from '../util/read';
import { equal } from '../util/equal';
import { applyPodDefaults, validatePodSpec } from './podSpec';
import { Strategy, TableColumn } from './strategy';

function number(name: string, ...path: string[]): TableColumn {
  return { name, type: 'integer', value: o => readNumber(o, ...path) };
}

function validateWorkload(object: KubeObject): FieldError[] {
  const selector = read(object, 'spec', 'selector') as
    | LabelSelector
    | undefined;
  const labels = read(object, 'spec', 'template', 'metadata', 'labels') as
    | Record<string, string>
    | undefined;
  const errors: FieldError[] = [];
  if (!selector || !matchesSelector(selector, labels)) {
    errors.push(
      invalid(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  errors.push(
    ...validatePodSpec(
      read(object, 'spec', 'template', 'spec'),
      'spec.template.spec',
    ),
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
    columns: [
      nameColumn,
      ...columns,
      ageColumn,
      ...templateColumns,
      selectorColumn,
    ],
  };
}

const rolling = { maxUnavailable: '25%', maxSurge: '25%' };

export const deploymentStrategy = workload(
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
    number('Up-to-date', 'status', 'updatedReplicas'),
    number('Available', 'status', 'availableReplicas'),
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

export const statefulSetStrategy = workload(
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
);

export const daemonSetStrategy = workload(
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
  ],
);
