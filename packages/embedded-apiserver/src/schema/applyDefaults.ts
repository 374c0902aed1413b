import { isObject, JsonObject } from '../types';
import { clone } from '../util/clone';
import { fillEmptyValues } from './emptyValues';
import { Schema } from './types';

/**
 * Fills in the defaults of a structural schema, in place. A null where null is
 * not allowed and a default exists is replaced by the default; where there is
 * none it is dropped, unless nulls are kept.
 */
export function applyDefaults(
  schema: Schema,
  value: unknown,
  keepsNulls = false,
): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) {
      value.forEach(item => applyDefaults(items, item, keepsNulls));
    }
    return;
  }
  if (!isObject(value)) {
    return;
  }
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    const current = value[key];
    if (current === null && !field.nullable) {
      if (field.default !== undefined) {
        value[key] = clone(field.default);
      } else if (!keepsNulls) {
        delete value[key];
      }
    } else if (current === undefined && field.default !== undefined) {
      value[key] = clone(field.default);
    }
    if (value[key] !== undefined) {
      applyDefaults(field, value[key], keepsNulls);
    }
  }
  if (isObject(schema.additionalProperties)) {
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(schema.properties ?? {}, key)) {
        const field = schema.additionalProperties as Schema;
        if (value[key] === null && !field.nullable && !keepsNulls) {
          delete value[key];
        }
        applyDefaults(field, value[key], keepsNulls);
      }
    }
  }
}

/**
 * Fills in the defaults that a built-in type's schema names. Go prints the
 * empty struct of a field that is not optional, so `{}` is filled in too; the
 * empty string or zero of a required scalar is not, but in a status: a missing
 * one is an error.
 */
export function applyTypedDefaults(
  schema: Schema,
  value: JsonObject,
  isStatus = false,
): void {
  for (const key of Object.keys(schema.properties ?? {})) {
    const field = (schema.properties as Record<string, Schema>)[key];
    if (value[key] === undefined) {
      const { default: fallback } = field;
      if (
        fallback !== undefined &&
        fallback !== '' &&
        fallback !== 0 &&
        fallback !== false &&
        fallback !== null &&
        !schema.required?.includes(key)
      ) {
        value[key] = clone(fallback);
      }
    }
    const current = value[key];
    const isBelowStatus = isStatus || key === 'status';
    if (isObject(current) && field.properties) {
      applyTypedDefaults(field, current, isBelowStatus);
    } else if (Array.isArray(current) && field.items?.properties) {
      const { items } = field;
      current
        .filter(isObject)
        .forEach(item => applyTypedDefaults(items, item, isBelowStatus));
    }
  }
  fillEmptyValues(schema, value, isStatus);
}

/** Fills in the status that a built-in object shows before it has one. */
export function fillStatus(
  schema: Schema | undefined,
  object: JsonObject,
): void {
  const field = schema?.properties?.status;
  if (field?.properties) {
    if (object.status === undefined && field.default !== undefined) {
      object.status = {};
    }
    if (isObject(object.status)) {
      applyTypedDefaults(field, object.status, true);
    }
  }
}
