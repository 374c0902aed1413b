import { KubeObject } from '../../types';
import { read, readList, readString } from '../../util/read';
import { QuotaEvaluator, ScopeSelector } from './evaluator';

/** Whether a selector takes an object that has some values. */
export function selectorMatches(
  { operator, values = [] }: ScopeSelector,
  given: string[],
): boolean {
  switch (operator) {
    case 'In':
      return given.some(value => values.includes(value));
    case 'NotIn':
      return !given.some(value => values.includes(value));
    case 'DoesNotExist':
      return given.length === 0;
    default:
      return given.length > 0;
  }
}

/** What an object must be for a quota to count it. */
export function scopesOf(quota: KubeObject): ScopeSelector[] {
  const scopes = read(quota, 'spec', 'scopes');
  return [
    ...(Array.isArray(scopes) ? scopes : []).map(scope => ({
      scopeName: String(scope),
      operator: 'Exists',
    })),
    ...readList(quota, 'spec', 'scopeSelector', 'matchExpressions').map(
      selector => ({
        scopeName: readString(selector, 'scopeName'),
        operator: readString(selector, 'operator'),
        values: selector.values as string[] | undefined,
      }),
    ),
  ];
}

/** Whether a quota counts an object, as far as its scopes go. */
export function isInScope(
  quota: KubeObject,
  evaluator: QuotaEvaluator,
  object: KubeObject,
): boolean {
  return scopesOf(quota).every(selector =>
    evaluator.matchesScope(selector, object),
  );
}
