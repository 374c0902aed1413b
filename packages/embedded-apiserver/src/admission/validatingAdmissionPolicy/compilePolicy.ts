import { CelError, CelIssues } from '../../cel/errors';
import { Environment, Program } from '../../cel/environment';
import { Activation } from '../../cel/program/frame';
import {
  CelType,
  celTypes,
  formatType,
  objectOf,
} from '../../cel/types/celType';
import { MapValue } from '../../cel/values/collections';
import { Value } from '../../cel/values/value';
import {
  authorizers,
  authorizerType,
  resourceCheckType,
} from './authorizerLibrary';
import { namespaceType, requestType } from './requestVariables';
import { PolicySpec, Validation } from './types';

/** An expression of a policy, or what is wrong with it. */
export interface PolicyExpression {
  source: string;
  program?: Program;
  error?: string;
}

/** A policy that can be evaluated. */
export interface CompiledPolicy {
  matchConditions: PolicyExpression[];
  variables: { name: string; expression: PolicyExpression }[];
  validations: {
    validation: Validation;
    expression: PolicyExpression;
    message?: PolicyExpression;
  }[];
  auditAnnotations: { key: string; expression: PolicyExpression }[];
}

function declarations(
  hasParams: boolean,
  hasAuthorizer: boolean,
): Record<string, CelType> {
  return {
    object: celTypes.dyn,
    oldObject: celTypes.dyn,
    request: requestType,
    namespaceObject: namespaceType,
    ...(hasParams && { params: celTypes.dyn }),
    ...(hasAuthorizer && {
      authorizer: authorizerType,
      'authorizer.requestResource': resourceCheckType,
    }),
  };
}

function compile(
  environment: Environment,
  source: string,
  wanted?: CelType[],
): PolicyExpression {
  try {
    const program = environment.compile(source);
    const { type } = program;
    if (!wanted || wanted.some(({ name }) => name === type.name)) {
      return { source, program };
    }
    const names = wanted.map(formatType);
    const one = names.length === 1 ? names[0] : `one of [${names.join(' ')}]`;
    return {
      source,
      error: `must evaluate to ${one} but got ${formatType(type)}`,
    };
  } catch (error) {
    if (error instanceof CelIssues) {
      return { source, error: `compilation failed: ${error.message}` };
    }
    throw error;
  }
}

/** Compiles all expressions of a policy. */
export function compilePolicy(spec: PolicySpec): CompiledPolicy {
  const hasParams = !!spec.paramKind;
  const conditions = new Environment(
    declarations(hasParams, true),
    authorizers,
  );
  const variables: CompiledPolicy['variables'] = [];
  const fields: Record<string, CelType> = {};
  const withVariables = (hasAuthorizer: boolean) =>
    new Environment(
      {
        ...declarations(hasParams, hasAuthorizer),
        ...(spec.variables?.length && {
          variables: objectOf('kubernetes.variables', fields),
        }),
      },
      authorizers,
    );
  for (const { name, expression } of spec.variables ?? []) {
    // A variable may use those before it.
    const compiled = compile(withVariables(true), expression);
    variables.push({ name, expression: compiled });
    fields[name] = compiled.program?.type ?? celTypes.dyn;
  }
  const environment = withVariables(true);
  const messages = withVariables(false);
  const { bool, string, null: nothing } = celTypes;
  return {
    matchConditions: (spec.matchConditions ?? []).map(({ expression }) =>
      compile(conditions, expression.trim(), [bool]),
    ),
    variables,
    validations: (spec.validations ?? []).map(validation => ({
      validation,
      expression: compile(environment, validation.expression, [bool]),
      ...(validation.messageExpression && {
        message: compile(messages, validation.messageExpression, [string]),
      }),
    })),
    auditAnnotations: (spec.auditAnnotations ?? []).map(
      ({ key, valueExpression }) => ({
        key,
        expression: compile(environment, valueExpression.trim(), [
          string,
          nothing,
        ]),
      }),
    ),
  };
}

/** An expression of a policy that ends with an error. */
export class PolicyError extends Error {}

/**
 * Evaluates an expression of a policy.
 *
 * @throws PolicyError in the words of the real server
 */
export function evaluate(
  { source, program, error }: PolicyExpression,
  activation: Activation,
): Value {
  if (!program) {
    throw new PolicyError(`compilation error: ${error}`);
  }
  try {
    return program.evaluate(activation);
  } catch (failure) {
    if (failure instanceof CelError) {
      throw new PolicyError(
        `expression '${source}' resulted in error: ${failure.message}`,
      );
    }
    throw failure;
  }
}

/** The variable `variables`: each is evaluated when it is asked for, once. */
export function variablesValue(
  { variables }: CompiledPolicy,
  activation: () => Activation,
): MapValue {
  const values = new Map<string, Value>();
  const find = (name: Value): Value | undefined => {
    const found = variables.find(variable => variable.name === name);
    if (!found || values.has(found.name)) {
      return found && values.get(found.name);
    }
    const { program, error } = found.expression;
    const text = JSON.stringify(found.name);
    if (!program) {
      throw new CelError(
        `composited variable ${text} fails to compile: ${error}`,
      );
    }
    try {
      const value = program.evaluate(activation());
      values.set(found.name, value);
      return value;
    } catch (failure) {
      if (failure instanceof CelError) {
        throw new CelError(
          `composited variable ${text} fails to evaluate: ${failure.message}`,
        );
      }
      throw failure;
    }
  };
  return new MapValue({
    size: () => variables.length,
    keys: () => variables.map(({ name }) => name),
    find,
  });
}
