import { CelError, noSuchOverload } from '../errors';
import { CallExpr } from '../syntax/ast';
import { OptionalValue, Value } from '../values/value';
import { Evaluate, Frame } from './frame';
import { Names, plan } from './plan';

/** A value, or the error that evaluating it ends with. */
export function attempt(evaluate: Evaluate, frame: Frame): Value | CelError {
  try {
    return evaluate(frame);
  } catch (error) {
    if (error instanceof CelError) {
      return error;
    }
    throw error;
  }
}

/**
 * `&&` and `||`: when one side decides, the other one may be an error.
 *
 * @throws CelError when no side decides and one is an error
 */
function decide(
  left: Evaluate,
  right: Evaluate,
  deciding: boolean,
  frame: Frame,
): boolean {
  const first = attempt(left, frame);
  if (first === deciding) {
    return deciding;
  }
  const second = attempt(right, frame);
  if (second === deciding) {
    return deciding;
  }
  for (const side of [first, second]) {
    if (side instanceof CelError) {
      throw side;
    }
  }
  if (typeof first !== 'boolean' || typeof second !== 'boolean') {
    throw noSuchOverload();
  }
  return !deciding;
}

function planOptional({ name, target, args }: CallExpr, names: Names) {
  const first = target && plan(target, names);
  const second = plan(args[0], names);
  return (frame: Frame): Value => {
    const optional = first?.(frame);
    if (!(optional instanceof OptionalValue)) {
      throw noSuchOverload();
    }
    if (optional.value === undefined) {
      return second(frame);
    }
    return name === 'or' ? optional : optional.value;
  };
}

/** The operators that do not evaluate all of their operands. */
export function planLogic(expr: CallExpr, names: Names): Evaluate | undefined {
  const { name, args } = expr;
  if (name === '_&&_' || name === '_||_') {
    const [left, right] = args.map(arg => plan(arg, names));
    const deciding = name === '_||_';
    return frame => decide(left, right, deciding, frame);
  }
  if (name === '_?_:_') {
    const [condition, yes, no] = args.map(arg => plan(arg, names));
    return frame => {
      const value = condition(frame);
      if (typeof value !== 'boolean') {
        throw noSuchOverload();
      }
      return value ? yes(frame) : no(frame);
    };
  }
  return (name === 'or' || name === 'orValue') && expr.target
    ? planOptional(expr, names)
    : undefined;
}
