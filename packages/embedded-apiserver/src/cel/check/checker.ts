import { CelIssues } from '../errors';
import { Functions, Overload } from '../library/overload';
import {
  CallExpr,
  Expr,
  ListExpr,
  MapExpr,
  OptionalMapExpr,
  qualifiedName,
  SelectExpr,
} from '../syntax/ast';
import {
  CelType,
  celTypes,
  formatType,
  isDyn,
  isOptional,
  listOf,
  mapOf,
  optionalOf,
  param,
} from '../types/celType';
import {
  assignable,
  mostGeneral,
  substitute,
  Substitutions,
} from '../types/unify';
import { checkComprehension } from './comprehensions';
import { IssueList } from './issues';
import { checkFormat } from './formatCalls';
import { checkLiterals } from './literals';

/** Names and their types. */
export type Variables = ReadonlyMap<string, CelType>;

/** What a checked expression is. */
export interface Checked {
  type: CelType;
  /** The names of the variables it uses. */
  references: Set<string>;
}

/** The names inside of a macro. */
export interface Scope {
  names: Map<string, CelType>;
  parent?: Scope;
}

function lookUp(scope: Scope | undefined, name: string): CelType | undefined {
  return scope && (scope.names.get(name) ?? lookUp(scope.parent, name));
}

function freshen(overload: Overload, suffix: string): CelType[] {
  const rename = (type: CelType): CelType => {
    if (type.kind === 'param') {
      return param(type.name + suffix);
    }
    return type.params.length
      ? { ...type, params: type.params.map(rename) }
      : type;
  };
  return [...overload.args, overload.result].map(rename);
}

/** Finds the type of every part of an expression. */
export class Checker {
  readonly problems = new IssueList();
  readonly references = new Set<string>();
  private substitutions: Substitutions = new Map();
  private counter = 0;
  private isMixed = 0;
  private readonly calls: CallExpr[] = [];
  private readonly types = new Map<Expr, CelType>();

  constructor(
    private readonly functions: Functions,
    private readonly variables: Variables,
  ) {}

  newParam(): CelType {
    this.counter += 1;
    return param(`_var${this.counter}`);
  }

  resolve(type: CelType): CelType {
    return substitute(this.substitutions, type);
  }

  /** Whether one type can be used as another; remembers what this implies. */
  fits(from: CelType, to: CelType): boolean {
    const found = assignable(this.substitutions, [from], [to]);
    this.substitutions = found ?? this.substitutions;
    return !!found;
  }

  /** Looks at what is written out, once the types are right. */
  checkLiterals(): void {
    for (const expr of this.calls) {
      checkLiterals(expr, this.problems);
      checkFormat(expr, item => this.types.get(item), this.problems);
    }
  }

  check(expr: Expr, scope?: Scope): CelType {
    const type = this.typeOf(expr, scope);
    this.types.set(expr, type);
    return type;
  }

  private typeOf(expr: Expr, scope?: Scope): CelType {
    switch (expr.kind) {
      case 'constant':
        return expr.type;
      case 'identifier':
        return this.name(expr.name, expr.position, scope);
      case 'select':
        return this.select(expr, scope);
      case 'call':
        return this.call(expr, scope);
      case 'list':
        return this.list(expr, scope);
      case 'map':
        return this.map(expr, scope);
      case 'optionalMap':
        return this.optionalMap(expr, scope);
      default:
        return checkComprehension(this, expr, scope);
    }
  }

  private name(name: string, position: number, scope?: Scope): CelType {
    const local = lookUp(scope, name);
    if (local) {
      return local;
    }
    const type = this.variables.get(name);
    if (type) {
      this.references.add(name);
      return type;
    }
    this.problems.undeclared(position, name);
    return celTypes.error;
  }

  private select(expr: SelectExpr, scope?: Scope): CelType {
    const name = qualifiedName(expr);
    const root = name?.slice(0, name.indexOf('.'));
    if (name && this.variables.has(name) && !lookUp(scope, root ?? '')) {
      expr.variable = name;
      this.references.add(name);
      return this.variables.get(name) as CelType;
    }
    const operand = this.resolve(this.check(expr.operand, scope));
    const target = isOptional(operand) ? operand.params[0] : operand;
    const field = this.field(expr, this.resolve(target));
    if (expr.isTest) {
      return celTypes.bool;
    }
    return isOptional(operand) || expr.isOptional ? optionalOf(field) : field;
  }

  private field({ field, position }: SelectExpr, target: CelType): CelType {
    if (target.kind === 'map') {
      return target.params[1];
    }
    if (target.kind === 'object') {
      const type = target.fields?.get(field);
      if (!type) {
        this.problems.add(position, `undefined field '${field}'`);
      }
      return type ?? celTypes.error;
    }
    if (target.kind === 'param') {
      this.fits(target, celTypes.dyn);
      return celTypes.dyn;
    }
    if (!isDyn(target)) {
      this.problems.add(
        position,
        `type '${formatType(target)}' does not support field selection`,
      );
      return celTypes.error;
    }
    return celTypes.dyn;
  }

  private call(expr: CallExpr, scope?: Scope): CelType {
    const { name, target } = expr;
    const prefix = target && qualifiedName(target);
    const full = prefix && `${prefix}.${name}`;
    const root = prefix?.split('.')[0];
    if (full && this.functions.has(full) && !lookUp(scope, root ?? '')) {
      expr.isQualified = true;
      expr.name = full;
      const types = expr.args.map(arg => this.check(arg, scope));
      return this.overloads(expr, types, false);
    }
    const operands = target ? [target, ...expr.args] : expr.args;
    // What is written may be of any type there.
    this.isMixed += name === 'format' ? 1 : 0;
    const args = operands.map(arg => this.check(arg, scope));
    this.isMixed -= name === 'format' ? 1 : 0;
    if (name === '_&&_' || name === '_||_') {
      return this.logic(operands, args);
    }
    return this.overloads(expr, args, !!target);
  }

  /** Both operands of `&&` and `||` are booleans. */
  private logic(operands: Expr[], types: CelType[]): CelType {
    operands.forEach(({ position }, i) => {
      const type = this.resolve(types[i]);
      if (!this.fits(type, celTypes.bool)) {
        this.problems.mismatch(position, celTypes.bool, type);
      }
    });
    return celTypes.bool;
  }

  private overloads(
    expr: CallExpr,
    args: CelType[],
    isMember: boolean,
  ): CelType {
    const { name, position } = expr;
    const all = this.functions.get(name);
    if (!all) {
      this.problems.undeclared(position, name);
      return celTypes.error;
    }
    let result: CelType | undefined;
    const resolved = args.map(arg => this.resolve(arg));
    expr.overloads = all.filter(overload => {
      if (
        overload.isMember !== isMember ||
        overload.args.length !== args.length
      ) {
        return false;
      }
      this.counter += 1;
      const types = freshen(overload, `_${this.counter}`);
      const found = assignable(
        this.substitutions,
        resolved,
        types.slice(0, -1),
      );
      if (!found) {
        return false;
      }
      this.substitutions = found;
      const type = substitute(found, types[types.length - 1]);
      const isSame = !result || formatType(result) === formatType(type);
      result = isSame ? type : celTypes.dyn;
      return true;
    });
    if (!result) {
      this.problems.noMatchingOverload(position, name, resolved, isMember);
      return celTypes.error;
    }
    this.calls.push(expr);
    return result;
  }

  /** The one type of all elements. */
  private join(
    previous: CelType | undefined,
    type: CelType,
    position: number,
  ): CelType {
    if (!previous) {
      return type;
    }
    const before = this.resolve(previous);
    const next = this.resolve(type);
    if (this.fits(before, next)) {
      return mostGeneral(before, next);
    }
    if (this.isMixed > 0) {
      return celTypes.dyn;
    }
    this.problems.mismatch(position, before, next);
    return celTypes.error;
  }

  private unwrap(type: CelType, isWrapped: boolean, position: number) {
    const resolved = this.resolve(type);
    if (!isWrapped) {
      return resolved;
    }
    if (!isOptional(resolved)) {
      if (!isDyn(resolved)) {
        this.problems.mismatch(position, optionalOf(resolved), resolved);
      }
      return resolved;
    }
    return resolved.params[0];
  }

  private list({ items }: ListExpr, scope?: Scope): CelType {
    let type: CelType | undefined;
    for (const { value, isOptional: isWrapped } of items) {
      const found = this.check(value, scope);
      const item = this.unwrap(found, isWrapped, value.position);
      type = this.join(type, item, value.position);
    }
    return listOf(type ?? this.newParam());
  }

  private map({ entries }: MapExpr, scope?: Scope): CelType {
    let keys: CelType | undefined;
    let values: CelType | undefined;
    for (const entry of entries) {
      const { key, value } = entry;
      keys = this.join(keys, this.check(key, scope), key.position);
      const found = this.check(value, scope);
      const item = this.unwrap(found, entry.isOptional, value.position);
      values = this.join(values, item, value.position);
    }
    return mapOf(keys ?? this.newParam(), values ?? this.newParam());
  }

  private optionalMap(expr: OptionalMapExpr, scope?: Scope): CelType {
    const target = this.resolve(this.check(expr.target, scope));
    if (!isOptional(target) && !isDyn(target)) {
      const { position } = expr;
      for (const name of ['hasValue', 'value']) {
        this.problems.noMatchingOverload(position, name, [target], true);
      }
      return celTypes.error;
    }
    const value = isOptional(target) ? target.params[0] : celTypes.dyn;
    const body = this.resolve(
      this.check(expr.body, {
        names: new Map([[expr.variable, value]]),
        parent: scope,
      }),
    );
    return expr.isFlat ? body : optionalOf(body);
  }
}

/**
 * Checks an expression.
 *
 * @throws CelIssues when its types do not go together
 */
export function check(
  source: string,
  expr: Expr,
  functions: Functions,
  variables: Variables,
): Checked {
  const checker = new Checker(functions, variables);
  const type = checker.resolve(checker.check(expr));
  const { issues } = checker.problems;
  if (issues.length === 0) {
    checker.checkLiterals();
  }
  if (issues.length > 0) {
    throw new CelIssues(source, issues);
  }
  return { type, references: checker.references };
}
