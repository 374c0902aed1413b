import { FieldError } from '../../errors/fieldError';
import { childPath, Schema } from '../../schema/types';
import { isObject, JsonObject } from '../../types';
import { CelError } from '../errors';
import { Activation } from '../program/frame';
import { adapterOf } from '../schema/adapt';
import { OptionalValue, Value } from '../values/value';
import { CompiledRule } from './compileRules';
import {
  Correlation,
  fieldCorrelation,
  isUnchanged,
  itemCorrelation,
  oldItem,
} from './correlation';
import { defaultMessage, evaluationError, ruleError } from './ruleErrors';
import { childrenOf, RuleNode, ruleNode } from './ruleValidator';

/** What the rules of a schema say about an object. */
interface Result {
  errors: FieldError[];
  /** Of rules that did not hold before either. */
  warnings: FieldError[];
}

/** One value in an object, with what it was before. */
interface Place {
  path: string;
  value: unknown;
  old: unknown;
  correlation: Correlation;
}

const MAX_MESSAGE = 5 * 1024;

function message(
  { rule, messageProgram }: CompiledRule,
  activation: Activation,
): string {
  if (!messageProgram) {
    return defaultMessage(rule);
  }
  let value: Value;
  try {
    value = messageProgram.evaluate(activation);
  } catch (error) {
    if (error instanceof CelError) {
      return defaultMessage(rule);
    }
    throw error;
  }
  const text = typeof value === 'string' ? value.trim() : '';
  return text && Buffer.byteLength(text) <= MAX_MESSAGE && !/\n/.test(text)
    ? text
    : defaultMessage(rule);
}

function activations(node: RuleNode, { value, old }: Place) {
  const adapt = adapterOf(node.schema);
  const self = adapt(value);
  const before =
    node.usesOldSelf && old !== undefined && old !== null
      ? adapt(old)
      : undefined;
  return {
    plain: { self, oldSelf: before },
    optional: { self, oldSelf: OptionalValue.of(before) },
  };
}

function evaluateRule(
  node: RuleNode,
  compiled: CompiledRule,
  place: Place,
  activation: Activation,
  result: Result,
): void {
  const { rule, program, fieldPath } = compiled;
  const { path, value } = place;
  try {
    if (!program || program.evaluate(activation) === true) {
      return;
    }
  } catch (error) {
    if (!(error instanceof CelError)) {
      throw error;
    }
    result.errors.push(evaluationError(path, node.schema, rule, error));
    return;
  }
  const error = ruleError(
    fieldPath ? childPath(path, fieldPath) : path,
    node.schema,
    value,
    message(compiled, activation),
    rule.reason,
  );
  const isWarning = !compiled.usesOldSelf && isUnchanged(place.correlation);
  (isWarning ? result.warnings : result.errors).push(error);
}

function validateNode(node: RuleNode, place: Place, result: Result): void {
  const { path, value, old, correlation } = place;
  if (value === null || value === undefined) {
    return;
  }
  if (node.rules.length > 0) {
    const { plain, optional } = activations(node, place);
    for (const compiled of node.rules) {
      const { usesOldSelf, rule } = compiled;
      const hasOld = old !== null && old !== undefined;
      if (!usesOldSelf || hasOld || rule.optionalOldSelf) {
        const activation = rule.optionalOldSelf ? optional : plain;
        evaluateRule(node, compiled, place, activation, result);
      }
    }
  }
  for (const part of node.allOf) {
    const parent = { parent: correlation.parent };
    validateNode(part, { ...place, correlation: parent }, result);
  }
  if (Array.isArray(value)) {
    const { items } = node;
    if (items) {
      value.forEach((item, i) =>
        validateNode(
          items,
          {
            path: `${path}[${i}]`,
            value: item,
            old: oldItem(node.schema, item, old),
            correlation: itemCorrelation(correlation, node.schema, item),
          },
          result,
        ),
      );
    }
  } else if (isObject(value)) {
    validateObject(node, place, value, result);
  }
}

function validateObject(
  node: RuleNode,
  { path, old, correlation }: Place,
  value: JsonObject,
  result: Result,
): void {
  for (const { key, node: child, isField } of childrenOf(node, value)) {
    validateNode(
      child,
      {
        path: isField ? childPath(path, key) : `${path}[${key}]`,
        value: value[key],
        old: isObject(old) && Object.hasOwn(old, key) ? old[key] : undefined,
        correlation: fieldCorrelation(correlation, key, node.isRoot),
      },
      result,
    );
  }
}

/** Whether a schema has rules. */
export function hasRules(schema: Schema): boolean {
  return ruleNode(schema) !== undefined;
}

/** Holds an object to the rules of its schema, and to those about changes. */
export function validateRules(
  schema: Schema,
  object: JsonObject,
  old?: JsonObject,
): Result {
  const result: Result = { errors: [], warnings: [] };
  const node = ruleNode(schema);
  if (node) {
    const correlation = old ? { current: { value: object, old } } : {};
    validateNode(node, { path: '', value: object, old, correlation }, result);
  }
  return result;
}
