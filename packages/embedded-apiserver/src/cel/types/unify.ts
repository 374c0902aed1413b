import { CelType, isDyn } from './celType';

/** What type parameters stand for. */
export type Substitutions = Map<string, CelType>;

const NULLABLE = new Set(['opaque', 'object', 'duration', 'timestamp']);

function isExact(a: CelType, b: CelType): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.name === b.name &&
      a.params.length === b.params.length &&
      a.params.every((p, i) => isExact(p, b.params[i])))
  );
}

function occursIn(name: string, type: CelType, map: Substitutions): boolean {
  if (type.kind === 'param') {
    const stand = map.get(type.name);
    return type.name === name || (!!stand && occursIn(name, stand, map));
  }
  return type.params.some(p => occursIn(name, p, map));
}

function isLessSpecific(a: CelType, b: CelType): boolean {
  if (isDyn(a) || a.kind === 'param') {
    return true;
  }
  if (isDyn(b) || b.kind === 'param' || a.kind !== b.kind) {
    return false;
  }
  return (
    a.kind === 'type' ||
    (a.name === b.name &&
      a.params.every((p, i) => isLessSpecific(p, b.params[i])))
  );
}

/** The more general of two types that go together. */
export function mostGeneral(a: CelType, b: CelType): CelType {
  return isLessSpecific(a, b) ? a : b;
}

/** Whether a parameter can stand for a type; remembers that it does. */
function bind(map: Substitutions, type: CelType, parameter: CelType) {
  if (isExact(type, parameter)) {
    return { valid: true, bound: true };
  }
  const present = map.get(parameter.name);
  if (present) {
    if (isExact(present, type)) {
      return { valid: true, bound: true };
    }
    if (!assign(map, type, present)) {
      return { valid: false, bound: true };
    }
    const general = mostGeneral(type, present);
    if (!occursIn(parameter.name, general, map)) {
      map.set(parameter.name, general);
    }
    return { valid: true, bound: true };
  }
  if (occursIn(parameter.name, type, map)) {
    return { valid: false, bound: false };
  }
  map.set(parameter.name, type);
  return { valid: true, bound: false };
}

function assign(map: Substitutions, a: CelType, b: CelType): boolean {
  if (b.kind === 'param') {
    const { valid, bound } = bind(map, a, b);
    if (valid || bound) {
      return valid;
    }
  }
  if (a.kind === 'param') {
    return bind(map, b, a).valid;
  }
  if (isDyn(a) || isDyn(b)) {
    return true;
  }
  if (a.kind === 'null' || b.kind === 'null') {
    const other = a.kind === 'null' ? b : a;
    return other.kind === 'null' || NULLABLE.has(other.kind);
  }
  if (a.kind === 'type' || b.kind === 'type') {
    return a.kind === b.kind;
  }
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.params.length === b.params.length &&
    a.params.every((p, i) => assign(map, p, b.params[i]))
  );
}

/**
 * Whether values of some types can be used as others.
 *
 * @returns what the type parameters then stand for
 */
export function assignable(
  map: Substitutions,
  from: CelType[],
  to: CelType[],
): Substitutions | undefined {
  const copy = new Map(map);
  return from.length === to.length &&
    from.every((type, i) => assign(copy, type, to[i]))
    ? copy
    : undefined;
}

/** A type with its parameters replaced by what they stand for. */
export function substitute(
  map: Substitutions,
  type: CelType,
  unknown?: CelType,
): CelType {
  if (type.kind === 'param') {
    const found = map.get(type.name);
    return found ? substitute(map, found, unknown) : unknown ?? type;
  }
  if (type.params.length === 0) {
    return type;
  }
  return {
    ...type,
    params: type.params.map(p => substitute(map, p, unknown)),
  };
}
