import { CelError, noSuchOverload } from '../errors';
import { element, hasField, optionalElement } from '../library/access';
import { Overload } from '../library/overload';
import { CallExpr, Expr, ListExpr, MapExpr, SelectExpr } from '../syntax/ast';
import { CelType } from '../types/celType';
import { Entries, ListValue, MapValue } from '../values/collections';
import { OptionalValue, runtimeType, Value } from '../values/value';
import { planComprehension, planOptionalMap } from './comprehensions';
import { Evaluate } from './frame';
import { planLogic } from './logic';

/** What names stand for where an expression is. */
export interface Names {
  /** Where the variables of the macros around it are kept. */
  locals: ReadonlyMap<string, number>;
  /** Names that stand for the same value always. */
  constants: ReadonlyMap<string, Value>;
}

function accepts(type: CelType, value: Value): boolean {
  if (type.kind === 'dyn' || type.kind === 'param') {
    return true;
  }
  const actual = runtimeType(value);
  if (type.kind === 'map' || type.kind === 'object') {
    return actual.kind === 'map' || actual.kind === 'object';
  }
  return (
    type.kind === actual.kind &&
    (type.kind === 'list' || type.name === actual.name)
  );
}

const TRAITS: Record<string, string[]> = {
  '_+_': [
    'int',
    'uint',
    'double',
    'string',
    'bytes',
    'list',
    'timestamp',
    'duration',
  ],
  '_-_': ['int', 'uint', 'double', 'timestamp', 'duration'],
  '_*_': ['int', 'uint', 'double'],
  '_/_': ['int', 'uint', 'double'],
  '_%_': ['int', 'uint'],
};
/** Functions of the language itself, which do not say what they were given. */
const PLAIN = new Set([
  '-_',
  '!_',
  '@in',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
]);
const COMPARABLE = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'timestamp',
  'duration',
];

/** No overload takes these values: as the compiler could not know before. */
function refuse(name: string, args: Value[]): CelError {
  if (PLAIN.has(name)) {
    return noSuchOverload();
  }
  if (name === 'size') {
    return noSuchOverload(name);
  }
  if (!/^[_!@-]/.test(name)) {
    const types = args.map(arg => runtimeType(arg).name);
    return noSuchOverload(`${name}(${types.join(', ')})`);
  }
  const able = TRAITS[name] ?? (/[<>]/.test(name) ? COMPARABLE : []);
  return able.includes(runtimeType(args[0]).kind)
    ? noSuchOverload()
    : noSuchOverload(name);
}

function dispatch(name: string, overloads: Overload[], args: Value[]): Value {
  for (const overload of overloads) {
    if (overload.args.every((type, i) => accepts(type, args[i]))) {
      return overload.run(...args);
    }
  }
  throw refuse(name, args);
}

function planCall(expr: CallExpr, names: Names): Evaluate {
  const { name, overloads = [] } = expr;
  const logic = planLogic(expr, names);
  if (logic) {
    return logic;
  }
  const isMember = expr.target && !expr.isQualified;
  const operands = isMember ? [expr.target as Expr, ...expr.args] : expr.args;
  const args = operands.map(arg => plan(arg, names));
  if (name === '_[_]' || name === '_[?_]') {
    const [container, key] = args;
    const read = name === '_[_]' ? element : optionalElement;
    return frame => read(container(frame), key(frame));
  }
  if (name === '_==_' || name === '_!=_') {
    const [left, right] = args;
    const { run } = overloads[0];
    return frame => run(left(frame), right(frame));
  }
  return frame =>
    dispatch(
      name,
      overloads,
      args.map(arg => arg(frame)),
    );
}

function planSelect(expr: SelectExpr, names: Names): Evaluate {
  const { field, variable } = expr;
  if (variable) {
    return planVariable(variable, names);
  }
  const operand = plan(expr.operand, names);
  if (expr.isTest) {
    return frame => hasField(operand(frame), field);
  }
  if (expr.isOptional) {
    return frame => optionalElement(operand(frame), field);
  }
  return frame => element(operand(frame), field);
}

function planVariable(name: string, { constants }: Names): Evaluate {
  const constant = constants.get(name);
  if (constant !== undefined) {
    return () => constant;
  }
  return ({ activation }) => {
    const value = activation[name];
    if (value === undefined) {
      throw new CelError(`no such attribute(s): ${name}`);
    }
    return value;
  };
}

function unwrap(value: Value): Value | undefined {
  if (!(value instanceof OptionalValue)) {
    throw new CelError(
      `cannot initialize optional list element from non-optional value ${value}`,
    );
  }
  return value.value;
}

function planList({ items }: ListExpr, names: Names): Evaluate {
  const parts = items.map(item => ({
    isOptional: item.isOptional,
    evaluate: plan(item.value, names),
  }));
  return frame => {
    const values: Value[] = [];
    for (const { isOptional: isWrapped, evaluate } of parts) {
      const value = evaluate(frame);
      const item = isWrapped ? unwrap(value) : value;
      if (item !== undefined) {
        values.push(item);
      }
    }
    return new ListValue(values);
  };
}

function planMap({ entries }: MapExpr, names: Names): Evaluate {
  const parts = entries.map(entry => ({
    isOptional: entry.isOptional,
    key: plan(entry.key, names),
    value: plan(entry.value, names),
  }));
  return frame => {
    const result = new Entries();
    for (const part of parts) {
      const key = part.key(frame);
      const found = part.value(frame);
      const value = part.isOptional ? unwrap(found) : found;
      if (value !== undefined && !result.set(key, value)) {
        throw new CelError(`unsupported key type: ${runtimeType(key).name}`);
      }
    }
    return new MapValue(result);
  };
}

/** Makes a checked expression ready to be evaluated. */
export function plan(expr: Expr, names: Names): Evaluate {
  switch (expr.kind) {
    case 'constant': {
      const { value } = expr;
      return () => value;
    }
    case 'identifier': {
      const slot = names.locals.get(expr.name);
      return slot === undefined
        ? planVariable(expr.name, names)
        : frame => frame.locals[slot];
    }
    case 'select':
      return planSelect(expr, names);
    case 'call':
      return planCall(expr, names);
    case 'list':
      return planList(expr, names);
    case 'map':
      return planMap(expr, names);
    case 'optionalMap':
      return planOptionalMap(expr, names);
    default:
      return planComprehension(expr, names);
  }
}
