import type { CelType } from '../types/celType';
import type { Overload } from '../library/overload';
import type { Value } from '../values/value';

interface Base {
  /** Offset in the source that an error about this node points at. */
  position: number;
}

/** A literal. */
export interface ConstantExpr extends Base {
  kind: 'constant';
  value: Value;
  type: CelType;
}

/** A name. */
export interface IdentifierExpr extends Base {
  kind: 'identifier';
  name: string;
}

/** `operand.field`, `operand.?field` or, as a test, `has(operand.field)`. */
export interface SelectExpr extends Base {
  kind: 'select';
  operand: Expr;
  field: string;
  isOptional: boolean;
  isTest: boolean;
  /** Set by the checker when the whole chain is the name of a variable. */
  variable?: string;
}

/** A function, a method or an operator with its operands. */
export interface CallExpr extends Base {
  kind: 'call';
  name: string;
  target?: Expr;
  args: Expr[];
  /** Set by the checker. */
  overloads?: Overload[];
  /** Set by the checker when the target is only the first part of a name. */
  isQualified?: boolean;
}

/** `[a, ?b]` */
export interface ListExpr extends Base {
  kind: 'list';
  items: { value: Expr; isOptional: boolean }[];
}

/** `{a: b, ?c: d}` */
export interface MapExpr extends Base {
  kind: 'map';
  entries: { key: Expr; value: Expr; isOptional: boolean; position: number }[];
}

/** The macros that go through a list or the keys of a map. */
export type ComprehensionName =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry'
  | 'sortBy';

/** A macro with one or two variables of its own. */
export interface ComprehensionExpr extends Base {
  kind: 'comprehension';
  name: ComprehensionName;
  range: Expr;
  variables: string[];
  /** Which elements are looked at, where the macro has this. */
  filter?: Expr;
  body: Expr;
}

/** `target.optMap(variable, body)` and `optFlatMap`. */
export interface OptionalMapExpr extends Base {
  kind: 'optionalMap';
  isFlat: boolean;
  target: Expr;
  variable: string;
  body: Expr;
}

/** A node of a parsed expression. */
export type Expr =
  | ConstantExpr
  | IdentifierExpr
  | SelectExpr
  | CallExpr
  | ListExpr
  | MapExpr
  | ComprehensionExpr
  | OptionalMapExpr;

/** `a.b.c` when a node is nothing but such a chain of names. */
export function qualifiedName(expr: Expr): string | undefined {
  if (expr.kind === 'identifier') {
    return expr.name;
  }
  if (expr.kind === 'select' && !expr.isOptional && !expr.isTest) {
    const prefix = qualifiedName(expr.operand);
    return prefix === undefined ? undefined : `${prefix}.${expr.field}`;
  }
  return undefined;
}
