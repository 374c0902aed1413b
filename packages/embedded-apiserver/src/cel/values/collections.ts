import type { CelType } from '../types/celType';
import { Uint } from './numbers';
import type { Value } from './value';

/** How Kubernetes compares and joins a list. */
export type ListKind = { type: 'set' } | { type: 'map'; keys: string[] };

/** Makes a value of the language from JSON. */
export type Adapter = (raw: unknown) => Value;

/** A list; elements of JSON lists are made when they are asked for. */
export class ListValue {
  private readonly adapted: (Value | undefined)[];

  constructor(
    private readonly raw: readonly unknown[],
    private readonly adapt?: Adapter,
    readonly kind?: ListKind,
  ) {
    this.adapted = adapt ? [] : (raw as Value[]);
  }

  get size(): number {
    return this.raw.length;
  }

  at(index: number): Value {
    const present = this.adapted[index];
    if (present !== undefined) {
      return present;
    }
    const value = this.adapt ? this.adapt(this.raw[index]) : null;
    this.adapted[index] = value;
    return value;
  }

  values(): Value[] {
    return this.raw.map((_, i) => this.at(i));
  }
}

/** Where a map finds its entries. */
export interface MapSource {
  size(): number;
  find(key: Value): Value | undefined;
  keys(): Value[];
}

/** A map, or an object with fields. */
export class MapValue {
  constructor(readonly source: MapSource, readonly type?: CelType) {}

  get size(): number {
    return this.source.size();
  }

  find(key: Value): Value | undefined {
    return this.source.find(key);
  }

  keys(): Value[] {
    return this.source.keys();
  }
}

/** One text for all keys that are equal. */
export function keyText(key: Value): string | undefined {
  switch (typeof key) {
    case 'string':
      return `s${key}`;
    case 'boolean':
      return `b${key}`;
    case 'bigint':
      return `n${key}`;
    case 'number':
      return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`;
    default:
      return key instanceof Uint ? `n${key.value}` : undefined;
  }
}

/** The entries of a map that an expression makes. */
export class Entries implements MapSource {
  private readonly entries = new Map<string, { key: Value; value: Value }>();

  size(): number {
    return this.entries.size;
  }

  find(key: Value): Value | undefined {
    const text = keyText(key);
    return text === undefined ? undefined : this.entries.get(text)?.value;
  }

  keys(): Value[] {
    return [...this.entries.values()].map(({ key }) => key);
  }

  /** Sets the value of a key. @returns false when it cannot be one */
  set(key: Value, value: Value): boolean {
    const text = keyText(key);
    if (text !== undefined) {
      this.entries.set(text, { key, value });
    }
    return text !== undefined;
  }

  /** @returns false when the key is there already, or cannot be one */
  add(key: Value, value: Value): boolean {
    const text = keyText(key);
    if (text === undefined || this.entries.has(text)) {
      return false;
    }
    this.entries.set(text, { key, value });
    return true;
  }
}

/** The entries of a JSON object. */
export class JsonEntries implements MapSource {
  constructor(
    private readonly raw: Record<string, unknown>,
    private readonly adapt: Adapter,
  ) {}

  size(): number {
    return Object.keys(this.raw).length;
  }

  find(key: Value): Value | undefined {
    return typeof key === 'string' && Object.hasOwn(this.raw, key)
      ? this.adapt(this.raw[key])
      : undefined;
  }

  keys(): Value[] {
    return Object.keys(this.raw);
  }
}
