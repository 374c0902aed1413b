import { ComprehensionExpr, Expr } from '../syntax/ast';
import {
  CelType,
  celTypes,
  formatType,
  isDyn,
  listOf,
  mapOf,
} from '../types/celType';
import type { Checker, Scope } from './checker';

function rangeTypes(
  checker: Checker,
  range: CelType,
  isDouble: boolean,
  position: number,
): CelType[] {
  if (range.kind === 'list') {
    const [element] = range.params;
    return isDouble ? [celTypes.int, element] : [element];
  }
  if (range.kind === 'map') {
    return range.params;
  }
  const isDynamic = isDyn(range) && range.name !== celTypes.any.name;
  if (!isDynamic && range.kind !== 'param') {
    checker.problems.add(
      position,
      `expression of type '${formatType(
        range,
      )}' cannot be range of a comprehension (must be list, map, or dynamic)`,
    );
  }
  return [celTypes.dyn, celTypes.dyn];
}

/** A condition has to be a boolean. */
function checkCondition(
  checker: Checker,
  condition: Expr,
  scope: Scope,
  name: string,
  position: number,
): void {
  const type = checker.resolve(checker.check(condition, scope));
  if (isDyn(type) || checker.fits(type, celTypes.bool)) {
    return;
  }
  if (name === 'all' || name === 'exists') {
    checker.problems.mismatch(condition.position, celTypes.bool, type);
    return;
  }
  const result = checker.resolve(checker.newParam());
  checker.problems.noMatchingOverload(
    position,
    '_?_:_',
    [type, result, result],
    false,
  );
}

/** The type of a macro that goes through a list or a map. */
export function checkComprehension(
  checker: Checker,
  expr: ComprehensionExpr,
  scope?: Scope,
): CelType {
  const { name, variables, filter, body, position } = expr;
  const range = checker.resolve(checker.check(expr.range, scope));
  const types = rangeTypes(
    checker,
    range,
    variables.length === 2,
    expr.range.position,
  );
  const inner: Scope = {
    names: new Map(variables.map((variable, i) => [variable, types[i]])),
    parent: scope,
  };
  if (filter) {
    checkCondition(checker, filter, inner, name, position);
  }
  switch (name) {
    case 'all':
    case 'exists':
    case 'existsOne':
      checkCondition(checker, body, inner, name, position);
      return celTypes.bool;
    case 'filter':
      checkCondition(checker, body, inner, name, position);
      return listOf(types[0]);
    case 'sortBy':
      checker.check(body, inner);
      return listOf(types[0]);
    case 'map':
    case 'transformList':
      return listOf(checker.resolve(checker.check(body, inner)));
    case 'transformMap':
      return mapOf(types[0], checker.resolve(checker.check(body, inner)));
    default: {
      const entry = checker.resolve(checker.check(body, inner));
      return entry.kind === 'map' ? entry : mapOf(celTypes.dyn, celTypes.dyn);
    }
  }
}
