import { Schema } from '../../schema/types';
import { Environment, Program } from '../environment';
import { CelIssues } from '../errors';
import { CelType, optionalOf } from '../types/celType';
import { normalizeFieldPath } from './fieldPath';

/** A rule of a schema: an entry of `x-kubernetes-validations`. */
export interface Rule {
  rule: string;
  message?: string;
  messageExpression?: string;
  reason?: string;
  fieldPath?: string;
  optionalOldSelf?: boolean;
}

/** A rule that can be evaluated, or what is wrong with it. */
export interface CompiledRule {
  rule: Rule;
  program?: Program;
  error?: string;
  usesOldSelf: boolean;
  messageProgram?: Program;
  messageError?: string;
  /** Below the value that the rule is about. */
  fieldPath?: string;
}

/** The rules of one place of a schema. */
export function rulesOf(schema: Schema): Rule[] {
  return (schema['x-kubernetes-validations'] ?? []) as Rule[];
}

/** Compiles, or says what is wrong. */
export function tryCompile(
  environment: Environment,
  source: string,
  kind: string,
): { program: Program } | { error: string } {
  try {
    const program = environment.compile(source);
    return program.type.kind === kind ? { program } : { error: '' };
  } catch (error) {
    if (error instanceof CelIssues) {
      return { error: error.message };
    }
    throw error;
  }
}

function compileRule(
  rule: Rule,
  schema: Schema,
  environment: Environment,
): CompiledRule {
  const result: CompiledRule = { rule, usesOldSelf: false };
  if (rule.rule.trim() === '') {
    return result;
  }
  const compiled = tryCompile(environment, rule.rule, 'bool');
  if ('error' in compiled) {
    result.error = compiled.error
      ? `compilation failed: ${compiled.error}`
      : 'cel expression must evaluate to a bool';
    return result;
  }
  result.program = compiled.program;
  result.usesOldSelf = compiled.program.references.has('oldSelf');
  if (rule.messageExpression) {
    const message = tryCompile(environment, rule.messageExpression, 'string');
    if ('error' in message) {
      result.messageError = message.error
        ? `messageExpression compilation failed: ${message.error}`
        : 'messageExpression must evaluate to a string';
      return result;
    }
    result.messageProgram = message.program;
  }
  if (rule.fieldPath) {
    result.fieldPath = normalizeFieldPath(rule.fieldPath, schema);
  }
  return result;
}

/** Compiles the rules of one place of a schema, whose values have a type. */
export function compileRules(
  rules: Rule[],
  schema: Schema,
  self: CelType,
): CompiledRule[] {
  let plain: Environment | undefined;
  let optional: Environment | undefined;
  return rules.map(rule => {
    if (rule.optionalOldSelf) {
      optional ??= new Environment({ self, oldSelf: optionalOf(self) });
      return compileRule(rule, schema, optional);
    }
    plain ??= new Environment({ self, oldSelf: self });
    return compileRule(rule, schema, plain);
  });
}
