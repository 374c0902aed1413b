import { ListValue, MapSource, MapValue } from '../../cel/values/collections';
import { Value } from '../../cel/values/value';
import { isObject, JsonObject, UserInfo } from '../../types';

const ESCAPES: [RegExp, string][] = [
  [/__dot__/g, '.'],
  [/__dash__/g, '-'],
  [/__slash__/g, '/'],
  [/__underscores__/g, '__'],
];

/** The name of a field that is written so that it is an identifier. */
function unescape(name: string): string {
  return ESCAPES.reduce(
    (text, [pattern, character]) => text.replace(pattern, character),
    name,
  );
}

class ClaimEntries implements MapSource {
  constructor(private readonly raw: JsonObject) {}

  size(): number {
    return Object.keys(this.raw).length;
  }

  find(key: Value): Value | undefined {
    if (typeof key !== 'string') {
      return undefined;
    }
    const name = [unescape(key), key].find(known =>
      Object.hasOwn(this.raw, known),
    );
    return name === undefined ? undefined : claimValue(this.raw[name]);
  }

  keys(): Value[] {
    return Object.keys(this.raw);
  }
}

/** A claim as a value of the expression language: all numbers are doubles. */
export function claimValue(raw: unknown): Value {
  switch (typeof raw) {
    case 'number':
    case 'string':
    case 'boolean':
      return raw;
    default:
  }
  if (Array.isArray(raw)) {
    return new ListValue(raw, claimValue);
  }
  return isObject(raw) ? new MapValue(new ClaimEntries(raw)) : null;
}

/** A user as a value of the expression language. */
export function userValue({ name, uid, groups, extra }: UserInfo): Value {
  return claimValue({
    username: name,
    uid: uid ?? '',
    groups,
    extra: extra ?? {},
  });
}

/**
 * The texts that a value stands for: none, one or several.
 *
 * @throws Error when it is anything else
 */
export function textsOf(value: Value): string[] {
  const all = value instanceof ListValue ? value.values() : [value];
  return all.flatMap(item => {
    if (item === null && !(value instanceof ListValue)) {
      return [];
    }
    if (typeof item !== 'string') {
      throw new Error('expression must return a string or a list of strings');
    }
    return item ? [item] : [];
  });
}
