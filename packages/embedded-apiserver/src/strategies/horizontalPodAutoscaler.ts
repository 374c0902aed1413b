import { FieldError, forbiddenField, invalid } from '../errors/fieldError';
import { isObject, JsonObject, KubeObject } from '../types';
import { ensureObject, read, readList, setDefaults } from '../util/read';

const POLICIES: Record<string, JsonObject[]> = {
  scaleUp: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
  scaleDown: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

/** How fast an autoscaler that says something of it goes up and down. */
export function applyBehaviorDefaults(spec: JsonObject): void {
  if (!isObject(spec.behavior)) {
    return;
  }
  const { behavior } = spec;
  for (const [direction, policies] of Object.entries(POLICIES)) {
    const rules = ensureObject(behavior, direction);
    setDefaults(rules, {
      selectPolicy: 'Max',
      policies: policies.map(policy => ({ ...policy })),
    });
  }
  setDefaults(ensureObject(behavior, 'scaleUp'), {
    stabilizationWindowSeconds: 0,
  });
}

/** Checks between what numbers an autoscaler moves what. */
export function validateAutoscaler(object: KubeObject): FieldError[] {
  const errors: FieldError[] = [];
  const min = read(object, 'spec', 'minReplicas');
  const max = Number(read(object, 'spec', 'maxReplicas') ?? 0);
  const least = typeof min === 'number' ? min : 1;
  if (least < 1) {
    errors.push(
      invalid('spec.minReplicas', least, 'must be greater than or equal to 1'),
    );
  }
  if (max < 1) {
    errors.push(invalid('spec.maxReplicas', max, 'must be greater than 0'));
  }
  if (max < least) {
    errors.push(
      invalid(
        'spec.maxReplicas',
        max,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  }
  const apiVersion = read(object, 'spec', 'scaleTargetRef', 'apiVersion');
  if (apiVersion === undefined || apiVersion === '') {
    errors.push(
      invalid(
        'spec.scaleTargetRef.apiVersion',
        '',
        'apiVersion must specify API group',
      ),
    );
  }
  const hasOther = readList(object, 'spec', 'metrics').some(
    ({ type }) => type === 'Object' || type === 'External',
  );
  if (least === 0 && !hasOther) {
    errors.push(
      forbiddenField(
        'spec.metrics',
        'must specify at least one Object or External metric to support scaling to zero replicas',
      ),
    );
  }
  return errors;
}
