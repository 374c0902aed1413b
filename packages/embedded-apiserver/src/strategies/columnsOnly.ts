import { ageColumn, nameColumn, templateColumns } from '../table/columns';
import { labelText, listText, selectorText } from '../table/format';
import { FieldError, invalid } from '../errors/fieldError';
import { isObject, JsonObject, KubeObject } from '../types';
import { equal } from '../util/equal';
import {
  ensureObject,
  read,
  readList,
  readNumber,
  readString,
  setDefaults,
} from '../util/read';
import {
  applyBehaviorDefaults,
  validateAutoscaler,
} from './horizontalPodAutoscaler';
import { validateNetworkPolicy } from './networkPolicyValidation';
import { validateBudget } from './podDisruptionBudget';
import { applyPodDefaults } from './podDefaults';
import { Strategy, TableColumn } from './strategy';

function addresses(object: KubeObject): string {
  const all = readList(object, 'subsets').flatMap(subset =>
    readList(subset, 'addresses').map(
      address => `${address.ip}:${readList(subset, 'ports')[0]?.port ?? ''}`,
    ),
  );
  return listText(all);
}

export const endpointsStrategy: Strategy = {
  applyDefaults(object) {
    for (const subset of readList(object, 'subsets')) {
      for (const port of readList(subset, 'ports')) {
        setDefaults(port, { protocol: 'TCP' });
      }
    }
  },
  columns: [nameColumn, { name: 'Endpoints', value: addresses }, ageColumn],
};

export const leaseStrategy: Strategy = {
  requiresResourceVersion: true,
  validate(object) {
    const errors: FieldError[] = [];
    const duration = read(object, 'spec', 'leaseDurationSeconds');
    const transitions = read(object, 'spec', 'leaseTransitions');
    if (typeof duration === 'number' && duration <= 0) {
      errors.push(
        invalid(
          'spec.leaseDurationSeconds',
          duration,
          'must be greater than 0',
        ),
      );
    }
    if (typeof transitions === 'number' && transitions < 0) {
      errors.push(
        invalid(
          'spec.leaseTransitions',
          transitions,
          'must be greater than or equal to 0',
        ),
      );
    }
    return errors;
  },
  columns: [
    nameColumn,
    { name: 'Holder', value: o => readString(o, 'spec', 'holderIdentity') },
    ageColumn,
  ],
};

export const networkPolicyStrategy: Strategy = {
  hasGeneration: true,
  applyDefaults(object) {
    const spec = object.spec as JsonObject | undefined;
    if (!spec) {
      return;
    }
    spec.policyTypes ??= readList(spec, 'egress').length
      ? ['Ingress', 'Egress']
      : ['Ingress'];
    for (const rule of [
      ...readList(spec, 'ingress'),
      ...readList(spec, 'egress'),
    ]) {
      readList(rule, 'ports').forEach(port => {
        port.protocol ??= 'TCP';
      });
    }
  },
  validate: validateNetworkPolicy,
  columns: [
    nameColumn,
    {
      name: 'Pod-Selector',
      value: o => selectorText(read(o, 'spec', 'podSelector')),
    },
    ageColumn,
  ],
};

const count = (name: string, ...path: string[]): TableColumn => ({
  name,
  type: 'integer',
  value: o => readNumber(o, ...path),
});

export const replicationControllerStrategy: Strategy = {
  hasGeneration: true,
  applyDefaults(object) {
    const spec = ensureObject(object, 'spec');
    const labels = read(spec, 'template', 'metadata', 'labels');
    setDefaults(spec, { replicas: 1 });
    if (isObject(labels) && Object.keys(labels).length > 0) {
      setDefaults(spec, { selector: { ...labels } });
      if (!object.metadata.labels) {
        object.metadata.labels = { ...(labels as Record<string, string>) };
      }
    }
    applyPodDefaults(read(spec, 'template', 'spec'));
  },
  fieldSelectors: ['status.replicas'],
  columns: [
    nameColumn,
    count('Desired', 'spec', 'replicas'),
    count('Current', 'status', 'replicas'),
    count('Ready', 'status', 'readyReplicas'),
    ageColumn,
    ...templateColumns,
    {
      name: 'Selector',
      priority: 1,
      value: o => labelText(read(o, 'spec', 'selector')),
    },
  ],
};

const orNone =
  (...path: string[]) =>
  (object: KubeObject) => {
    const value = read(object, ...path);
    return value === undefined ? 'N/A' : String(value);
  };

export const podDisruptionBudgetStrategy: Strategy = {
  hasGeneration: true,
  requiresResourceVersion: true,
  validate: validateBudget,
  columns: [
    nameColumn,
    { name: 'Min Available', value: orNone('spec', 'minAvailable') },
    { name: 'Max Unavailable', value: orNone('spec', 'maxUnavailable') },
    count('Allowed Disruptions', 'status', 'disruptionsAllowed'),
    ageColumn,
  ],
};

function targets(object: KubeObject): string {
  const all = readList(object, 'spec', 'metrics').map(metric => {
    const name = readString(metric, 'resource', 'name');
    const wanted = readNumber(
      metric,
      'resource',
      'target',
      'averageUtilization',
    );
    return name ? `${name}: <unknown>/${wanted}%` : '<unknown>';
  });
  return listText(all);
}

export const horizontalPodAutoscalerStrategy: Strategy = {
  applyDefaults(object) {
    const spec = object.spec as Record<string, unknown> | undefined;
    if (spec) {
      spec.minReplicas ??= 1;
      applyBehaviorDefaults(spec);
      if (object.apiVersion === 'autoscaling/v1') {
        spec.targetCPUUtilizationPercentage ??= 80;
        return;
      }
      spec.metrics ??= [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ];
    }
  },
  validate: validateAutoscaler,
  columns: [
    nameColumn,
    {
      name: 'Reference',
      value: o =>
        `${readString(o, 'spec', 'scaleTargetRef', 'kind')}/${readString(
          o,
          'spec',
          'scaleTargetRef',
          'name',
        )}`,
    },
    { name: 'Targets', value: targets },
    {
      name: 'MinPods',
      value: o => String(read(o, 'spec', 'minReplicas') ?? '<unset>'),
    },
    { name: 'MaxPods', value: o => readNumber(o, 'spec', 'maxReplicas') },
    {
      name: 'Replicas',
      value: o => readNumber(o, 'status', 'currentReplicas'),
    },
    ageColumn,
  ],
};

export const podTemplateStrategy: Strategy = {
  applyDefaults: object => applyPodDefaults(read(object, 'template', 'spec')),
  prepareForCreate(object) {
    object.metadata.generation = 1;
  },
  prepareForUpdate(object, old) {
    if (!equal(object.template, old.template)) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
  },
};

/** What of an endpoint slice counts as another generation of it. */
function withoutVersion({ metadata, ...rest }: KubeObject): unknown {
  const { labels, annotations, ownerReferences } = metadata;
  return { ...rest, labels, annotations, ownerReferences };
}

export const endpointSliceStrategy: Strategy = {
  applyDefaults(object) {
    for (const port of readList(object, 'ports')) {
      setDefaults(port, { name: '', protocol: 'TCP' });
    }
  },
  prepareForCreate(object) {
    object.metadata.generation = 1;
  },
  prepareForUpdate(object, old) {
    if (!equal(withoutVersion(object), withoutVersion(old))) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
  },
};
