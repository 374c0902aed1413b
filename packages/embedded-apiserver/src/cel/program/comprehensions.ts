import { CelError, noSuchOverload } from '../errors';
import { sortByKeys } from '../library/sort';
import { ComprehensionExpr, OptionalMapExpr } from '../syntax/ast';
import { Entries, ListValue, MapValue } from '../values/collections';
import { OptionalValue, runtimeType, Value } from '../values/value';
import { Evaluate, Frame } from './frame';
import { attempt } from './logic';
import { Names, plan } from './plan';

/** What the real server's language calls the type of a value. */
function nativeName(value: Value): string {
  const { kind } = runtimeType(value);
  return `types.${kind[0].toUpperCase()}${kind.slice(1)}`;
}

/** What a macro does with each element. */
interface Loop {
  frame: Frame;
  range: ListValue | MapValue;
  /** Goes through the elements; the callback ends it by returning true. */
  each(visit: (first: Value) => boolean | void): void;
  filter?: Evaluate;
  body: Evaluate;
}

function condition(evaluate: Evaluate, frame: Frame): boolean {
  const value = evaluate(frame);
  if (typeof value !== 'boolean') {
    throw noSuchOverload();
  }
  return value;
}

/** `all` and `exists`: an element that decides outweighs errors of others. */
function quantify({ frame, each, body }: Loop, deciding: boolean): boolean {
  let result = !deciding;
  let failure: CelError | undefined;
  each(() => {
    const value = attempt(body, frame);
    if (value === deciding) {
      result = deciding;
      return true;
    }
    if (value instanceof CelError) {
      failure ??= value;
    } else if (typeof value !== 'boolean') {
      failure ??= noSuchOverload();
    }
    return false;
  });
  if (failure && result !== deciding) {
    throw failure;
  }
  return result;
}

function collect(
  { frame, each, filter }: Loop,
  add: (first: Value) => void,
): void {
  each(first => {
    if (!filter || condition(filter, frame)) {
      add(first);
    }
  });
}

function addEntry(entries: Entries, key: Value, value: Value): void {
  if (!entries.add(key, value)) {
    throw new CelError(`insert failed: key ${String(key)} already exists`);
  }
}

const MACROS: Record<ComprehensionExpr['name'], (loop: Loop) => Value> = {
  all: loop => quantify(loop, false),
  exists: loop => quantify(loop, true),
  existsOne: ({ frame, each, body }) => {
    let count = 0;
    each(() => {
      count += condition(body, frame) ? 1 : 0;
    });
    return count === 1;
  },
  filter: ({ frame, each, body }) => {
    const values: Value[] = [];
    each(first => {
      if (condition(body, frame)) {
        values.push(first);
      }
    });
    return new ListValue(values);
  },
  map: loop => {
    const values: Value[] = [];
    collect(loop, () => values.push(loop.body(loop.frame)));
    return new ListValue(values);
  },
  transformList: loop => {
    const values: Value[] = [];
    collect(loop, () => values.push(loop.body(loop.frame)));
    return new ListValue(values);
  },
  transformMap: loop => {
    const entries = new Entries();
    collect(loop, key => addEntry(entries, key, loop.body(loop.frame)));
    return new MapValue(entries);
  },
  transformMapEntry: loop => {
    const entries = new Entries();
    collect(loop, () => {
      const made = loop.body(loop.frame);
      if (!(made instanceof MapValue)) {
        throw noSuchOverload();
      }
      for (const key of made.keys()) {
        addEntry(entries, key, made.find(key) ?? null);
      }
    });
    return new MapValue(entries);
  },
  sortBy: ({ frame, range, each, body }) => {
    const keys: Value[] = [];
    each(() => {
      keys.push(body(frame));
    });
    return sortByKeys(range as ListValue, keys);
  },
};

/**
 * Gives variables a place. One that hides another has its own: what hides it
 * may end while the hidden one is still in use.
 */
function declare(names: Names, variables: string[]) {
  const slot = names.locals.size;
  const locals = new Map(names.locals);
  variables.forEach((variable, i) => locals.set(variable, slot + i));
  while (locals.size < slot + variables.length) {
    locals.set(`@${locals.size}`, -1);
  }
  return { slot, inner: { ...names, locals } };
}

/** A macro that goes through a list or the keys of a map. */
export function planComprehension(
  expr: ComprehensionExpr,
  names: Names,
): Evaluate {
  const range = plan(expr.range, names);
  const { slot, inner } = declare(names, expr.variables);
  const filter = expr.filter && plan(expr.filter, inner);
  const body = plan(expr.body, inner);
  const run = MACROS[expr.name];
  const isDouble = expr.variables.length === 2;
  return frame => {
    const over = range(frame);
    if (!(over instanceof ListValue || over instanceof MapValue)) {
      throw new CelError(`got '${nativeName(over)}', expected iterable type`);
    }
    const each: Loop['each'] = visit => {
      const isList = over instanceof ListValue;
      const items = isList ? over.values() : over.keys();
      for (let i = 0; i < items.length; i += 1) {
        frame.step();
        const first = isList && isDouble ? BigInt(i) : items[i];
        frame.locals[slot] = first;
        if (isDouble) {
          frame.locals[slot + 1] = isList
            ? items[i]
            : over.find(items[i]) ?? null;
        }
        if (visit(first)) {
          return;
        }
      }
    };
    return run({ frame, range: over, each, filter, body });
  };
}

/** `optMap` and `optFlatMap`. */
export function planOptionalMap(expr: OptionalMapExpr, names: Names): Evaluate {
  const target = plan(expr.target, names);
  const { slot, inner } = declare(names, [expr.variable]);
  const body = plan(expr.body, inner);
  return frame => {
    const optional = target(frame);
    if (!(optional instanceof OptionalValue)) {
      throw noSuchOverload();
    }
    if (optional.value === undefined) {
      return optional;
    }
    frame.locals[slot] = optional.value;
    const value = body(frame);
    return expr.isFlat ? value : new OptionalValue(value);
  };
}
