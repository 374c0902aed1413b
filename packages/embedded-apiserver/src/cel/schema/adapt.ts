import { Schema } from '../../schema/types';
import { isObject, JsonObject } from '../../types';
import {
  Adapter,
  JsonEntries,
  ListKind,
  ListValue,
  MapSource,
  MapValue,
} from '../values/collections';
import { parseDuration, parseTimestamp } from '../values/time';
import { Value } from '../values/value';
import { effective, mapValues } from './declare';
import { escapeField } from './escape';

/** Makes a value of JSON of which nothing is known. */
export function adaptJson(raw: unknown): Value {
  switch (typeof raw) {
    case 'number':
      return Number.isInteger(raw) ? BigInt(raw) : raw;
    case 'string':
    case 'boolean':
      return raw;
    default:
  }
  if (Array.isArray(raw)) {
    return new ListValue(raw, adaptJson);
  }
  return isObject(raw) ? new MapValue(new JsonEntries(raw, adaptJson)) : null;
}

interface Field {
  name: string;
  adapt: Adapter;
}

/** The fields of an object that its schema describes. */
class ObjectFields implements MapSource {
  constructor(
    private readonly raw: JsonObject,
    private readonly fields: ReadonlyMap<string, Field>,
  ) {}

  size(): number {
    return this.keys().length;
  }

  find(key: Value): Value | undefined {
    const field = this.fields.get(key as string);
    return field && Object.hasOwn(this.raw, field.name)
      ? field.adapt(this.raw[field.name])
      : undefined;
  }

  keys(): Value[] {
    return [...this.fields]
      .filter(([, { name }]) => Object.hasOwn(this.raw, name))
      .map(([key]) => key);
  }
}

const TEXT: Partial<Record<string, (raw: string) => Value>> = {
  byte: raw => new Uint8Array(Buffer.from(raw, 'base64')),
  duration: raw => parseDuration(raw) ?? raw,
  date: raw => parseTimestamp(`${raw}T00:00:00Z`) ?? raw,
  'date-time': raw => parseTimestamp(raw) ?? raw,
};

function listKind(schema: Schema): ListKind | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set') {
    return { type };
  }
  const keys = (schema['x-kubernetes-list-map-keys'] ?? [])
    .map(escapeField)
    .filter(key => key !== undefined);
  return type === 'map' ? { type, keys } : undefined;
}

function objectAdapter(schema: Schema): Adapter {
  const values = mapValues(schema);
  if (values) {
    const adaptValue = adapterOf(effective(values));
    return raw =>
      isObject(raw)
        ? new MapValue(new JsonEntries(raw, adaptValue))
        : adaptJson(raw);
  }
  const fields = new Map<string, Field>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const key = escapeField(name);
    if (key) {
      // Only when it is asked for: most fields are in no expression.
      let adapter: Adapter | undefined;
      const adapt: Adapter = raw => {
        adapter ??= adapterOf(effective(property));
        return adapter(raw);
      };
      fields.set(key, { name, adapt });
    }
  }
  return raw =>
    isObject(raw)
      ? new MapValue(new ObjectFields(raw, fields))
      : adaptJson(raw);
}

function makeAdapter(schema: Schema): Adapter {
  if (schema['x-kubernetes-int-or-string']) {
    return adaptJson;
  }
  switch (schema.type) {
    case 'number':
      return raw => (typeof raw === 'number' ? raw : adaptJson(raw));
    case 'string': {
      const read = TEXT[schema.format ?? ''];
      return raw =>
        read && typeof raw === 'string' ? read(raw) : adaptJson(raw);
    }
    case 'array': {
      const item = adapterOf(effective(schema.items ?? {}));
      const kind = listKind(schema);
      return raw =>
        Array.isArray(raw) ? new ListValue(raw, item, kind) : adaptJson(raw);
    }
    case 'object':
      return objectAdapter(schema);
    default:
      return adaptJson;
  }
}

const adapters = new WeakMap<Schema, Adapter>();

/** Makes values of JSON that a schema describes. */
export function adapterOf(schema: Schema): Adapter {
  let adapter = adapters.get(schema);
  if (!adapter) {
    adapter = makeAdapter(schema);
    adapters.set(schema, adapter);
  }
  return adapter;
}
