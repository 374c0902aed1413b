import { bytesField, doubleField, numberField } from '../protobuf/wireWriter';
import { isObject, JsonObject } from '../types';

/** The numbers of the fields of a `Schema` in the OpenAPI v2 messages. */
const TEXTS = { $ref: 1, format: 2, title: 3, description: 4, pattern: 13 };
const DOUBLES = { multipleOf: 6, maximum: 7, minimum: 9 };
const NUMBERS = {
  exclusiveMaximum: 8,
  exclusiveMinimum: 10,
  maxLength: 11,
  minLength: 12,
  maxItems: 14,
  minItems: 15,
  uniqueItems: 16,
  maxProperties: 17,
  minProperties: 18,
};
const DEFAULT = 5;
const REQUIRED = 19;
const ENUM = 20;
const ADDITIONAL_PROPERTIES = 21;
const TYPE = 22;
const ITEMS = 23;
const PROPERTIES = 25;
const EXTENSION = 31;

/** A value of any kind is a text of YAML, which JSON is. */
function any(value: unknown): Buffer {
  return bytesField(2, JSON.stringify(value));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function namedSchemas(schemas: JsonObject): Buffer {
  return Buffer.concat(
    Object.entries(schemas).map(([name, schema]) =>
      bytesField(
        1,
        Buffer.concat([
          bytesField(1, name),
          bytesField(2, encodeSchema(isObject(schema) ? schema : {})),
        ]),
      ),
    ),
  );
}

function encodeSchema(schema: JsonObject): Buffer {
  const parts: Buffer[] = [];
  const add = (number: number, value: Buffer | string) =>
    parts.push(bytesField(number, value));
  for (const [key, number] of Object.entries(TEXTS)) {
    const value = schema[key];
    if (typeof value === 'string') {
      add(number, value);
    }
  }
  for (const [key, number] of Object.entries(DOUBLES)) {
    const value = schema[key];
    if (typeof value === 'number') {
      parts.push(doubleField(number, value));
    }
  }
  for (const [key, number] of Object.entries(NUMBERS)) {
    const value = schema[key];
    if (typeof value === 'number' || typeof value === 'boolean') {
      parts.push(numberField(number, value));
    }
  }
  if (schema.default !== undefined) {
    add(DEFAULT, any(schema.default));
  }
  list(schema.required).forEach(name => add(REQUIRED, String(name)));
  list(schema.enum).forEach(value => add(ENUM, any(value)));
  const { additionalProperties, items, properties, type } = schema;
  if (isObject(additionalProperties)) {
    const value = bytesField(1, encodeSchema(additionalProperties));
    add(ADDITIONAL_PROPERTIES, value);
  } else if (typeof additionalProperties === 'boolean') {
    add(ADDITIONAL_PROPERTIES, numberField(2, additionalProperties));
  }
  if (typeof type === 'string') {
    add(TYPE, bytesField(1, type));
  }
  if (isObject(items)) {
    add(ITEMS, bytesField(1, encodeSchema(items)));
  }
  if (isObject(properties)) {
    add(PROPERTIES, namedSchemas(properties));
  }
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('x-')) {
      const extension = [bytesField(1, key), bytesField(2, any(value))];
      add(EXTENSION, Buffer.concat(extension));
    }
  }
  return Buffer.concat(parts);
}

/** A document of OpenAPI v2. */
export interface V2Document {
  swagger: string;
  info: { title: string; version: string };
  paths: JsonObject;
  definitions: JsonObject;
}

/** A document, which has no paths, as the protobuf message that kubectl reads. */
export function encodeDocument(document: V2Document): Buffer {
  const { title, version } = document.info;
  return Buffer.concat([
    bytesField(1, document.swagger),
    bytesField(
      2,
      Buffer.concat([bytesField(1, title), bytesField(2, version)]),
    ),
    bytesField(8, Buffer.alloc(0)),
    bytesField(9, namedSchemas(document.definitions)),
  ]);
}
