import { FieldError, invalid } from '../errors/fieldError';
import { KubeObject } from '../types';
import { GoStruct } from '../util/goQuote';
import { readObject } from '../util/read';
import { validateIntOrPercent, validateShare } from './intOrPercent';

/** Checks how many pods a budget lets go. */
export function validateBudget(object: KubeObject): FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } =
    readObject(object, 'spec');
  const errors: FieldError[] = [];
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    errors.push(
      invalid(
        'spec',
        new GoStruct({
          MinAvailable: minAvailable,
          Selector: selector ?? null,
          MaxUnavailable: maxUnavailable,
          UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
        }),
        'minAvailable and maxUnavailable cannot be both set',
      ),
    );
  }
  for (const [field, value] of Object.entries({
    minAvailable,
    maxUnavailable,
  })) {
    errors.push(
      ...validateIntOrPercent(value, `spec.${field}`),
      ...validateShare(value, `spec.${field}`),
    );
  }
  return errors;
}
