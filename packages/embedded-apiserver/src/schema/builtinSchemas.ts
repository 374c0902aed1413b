import omittedZeros from './omittedZeros.json';
import { Schema } from './types';

const REF = '#/components/schemas/';
const OMITTED: Record<string, string[] | undefined> = omittedZeros;

interface RawSchema
  extends Omit<
    Schema,
    'properties' | 'items' | 'additionalProperties' | 'allOf'
  > {
  $ref?: string;
  allOf?: RawSchema[];
  properties?: Record<string, RawSchema>;
  items?: RawSchema;
  additionalProperties?: RawSchema | boolean;
}

/**
 * Resolves the references of the built-in schemas. A type is resolved once,
 * when it is first asked for, so a server that starts pays for none of them,
 * and types that contain themselves work.
 */
export class BuiltinSchemas {
  private readonly resolved = new Map<string, Schema>();

  constructor(private readonly raw: Record<string, unknown>) {}

  names(): string[] {
    return Object.keys(this.raw);
  }

  /** The schema as it stands in the OpenAPI document, references and all. */
  document(name: string): unknown {
    return this.raw[name];
  }

  get(name: string): Schema {
    const known = this.resolved.get(name);
    if (known) {
      return known;
    }
    const source = this.raw[name];
    if (!source) {
      throw new Error(`unknown built-in type ${name}`);
    }
    const schema: Schema = {
      typeName: name.slice(name.lastIndexOf('.') + 1),
      omittedZeros: new Set(OMITTED[name]),
    };
    this.resolved.set(name, schema);
    Object.assign(schema, this.resolve(source as RawSchema));
    return schema;
  }

  private resolve(raw: RawSchema): Schema {
    const { $ref, allOf, properties, items, additionalProperties, ...rest } =
      raw;
    const ref = $ref ?? (allOf?.length === 1 ? allOf[0].$ref : undefined);
    if (ref) {
      return this.reference(ref.slice(REF.length), rest);
    }
    const schema: Schema = rest;
    if (properties) {
      const lazy = {};
      for (const [key, value] of Object.entries(properties)) {
        this.define(lazy, key, value);
      }
      schema.properties = lazy;
    }
    if (items) {
      this.define(schema, 'items', items);
    }
    if (typeof additionalProperties === 'object') {
      this.define(schema, 'additionalProperties', additionalProperties);
    }
    return schema;
  }

  /** A use of a type: the type itself with what this use adds to it. */
  private reference(name: string, extra: Schema): Schema {
    return { ...this.get(name), ...extra };
  }

  private define(target: object, key: string, raw: RawSchema): void {
    let value: Schema | undefined;
    Object.defineProperty(target, key, {
      enumerable: true,
      get: () => {
        value ??= this.resolve(raw);
        return value;
      },
    });
  }
}
