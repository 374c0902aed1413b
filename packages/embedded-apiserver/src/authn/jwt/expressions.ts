import { Environment, Program } from '../../cel/environment';
import { CelError, CelIssues } from '../../cel/errors';
import { Expr } from '../../cel/syntax/ast';
import { parse } from '../../cel/syntax/parser';
import { celTypes, listOf, mapOf, objectOf } from '../../cel/types/celType';
import { Value } from '../../cel/values/value';
import { FieldError, invalid } from '../../errors/fieldError';
import { isObject } from '../../types';

/** What an expression is about. */
export type Variable = 'claims' | 'user';

const { any, bool, string } = celTypes;

const USER = objectOf('kubernetes.UserInfo', {
  username: string,
  uid: string,
  groups: listOf(string),
  extra: mapOf(string, listOf(string)),
});

/** Environments cost more than expressions: there is one of each sort. */
const environments: Partial<Record<Variable, Environment>> = {};

function environment(variable: Variable): Environment {
  environments[variable] ??= new Environment(
    variable === 'claims' ? { claims: mapOf(string, any) } : { user: USER },
  );
  return environments[variable];
}

/** What is wrong with an expression. */
export function validateExpression(
  expression: string,
  path: string,
  variable: Variable = 'claims',
  isRule = false,
): FieldError[] {
  try {
    const { type } = environment(variable).compile(expression);
    return isRule && type.kind !== bool.kind
      ? [invalid(path, expression, 'must evaluate to bool')]
      : [];
  } catch (error) {
    if (error instanceof CelIssues) {
      return [
        invalid(path, expression, `compilation failed: ${error.message}`),
      ];
    }
    throw error;
  }
}

function selects(node: unknown, operand: string, field: string): boolean {
  if (Array.isArray(node)) {
    return node.some(item => selects(item, operand, field));
  }
  if (!isObject(node)) {
    return false;
  }
  const expr = node as unknown as Expr;
  return (
    (expr.kind === 'select' &&
      expr.field === field &&
      expr.operand.kind === 'identifier' &&
      expr.operand.name === operand) ||
    Object.values(node).some(child => selects(child, operand, field))
  );
}

/** Whether an expression reads a claim; one that is no expression does not. */
export function readsClaim(expression: string, claim: string): boolean {
  try {
    return selects(parse(expression), 'claims', claim);
  } catch (error) {
    if (error instanceof CelIssues) {
      return false;
    }
    throw error;
  }
}

/** Evaluates the expressions of an issuer; each is compiled once. */
export class Expressions {
  private readonly programs = new Map<string, Program>();

  /** @throws Error in the words of the real server */
  evaluate(variable: Variable, source: string, value: Value): Value {
    const key = `${variable} ${source}`;
    let program = this.programs.get(key);
    if (!program) {
      program = environment(variable).compile(source);
      this.programs.set(key, program);
    }
    try {
      return program.evaluate({ [variable]: value });
    } catch (error) {
      if (error instanceof CelError) {
        throw new Error(
          `expression '${source}' resulted in error: ${error.message}`,
        );
      }
      throw error;
    }
  }
}
