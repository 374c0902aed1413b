import { Resource } from '../../scheme/resource';
import { KubeObject } from '../../types';
import { Activation } from '../../cel/program/frame';
import { AdmissionRequest } from '../admissionPlugin';
import {
  Authorizer,
  authorizerValue,
  requestResourceValue,
} from './authorizerLibrary';
import {
  CompiledPolicy,
  evaluate,
  PolicyError,
  variablesValue,
} from './compilePolicy';
import { namespaceValue, objectValue, requestValue } from './requestVariables';
import { Validation } from './types';

/** What a policy is evaluated with. */
export interface PolicyInput {
  request: AdmissionRequest;
  /** The version of the resource that the policy is about. */
  matched: Resource;
  /** The object and the one before in that version. */
  object?: KubeObject;
  oldObject?: KubeObject;
  namespace?: KubeObject;
  params?: KubeObject;
  authorizer: Authorizer;
}

/** Why a policy does not allow a request. */
export interface Denial {
  message: string;
  /** The `reason` of the answer; Invalid when there is none. */
  reason?: string;
}

const MAX_MESSAGE = 5 * 1024;

function activationOf(compiled: CompiledPolicy, input: PolicyInput) {
  const { request, authorizer } = input;
  const plain: Activation = {
    object: objectValue(input.object),
    oldObject: objectValue(input.oldObject),
    request: requestValue(request, input.matched),
    namespaceObject: namespaceValue(input.namespace),
    params: objectValue(input.params),
    authorizer: authorizerValue(authorizer, request.user),
    'authorizer.requestResource': requestResourceValue(authorizer, request),
  };
  const full: Activation = {
    ...plain,
    variables: variablesValue(compiled, () => full),
  };
  return { plain: { ...plain, namespaceObject: null }, full };
}

/** Whether the conditions hold under which the policy says anything. */
function isAbout(compiled: CompiledPolicy, activation: Activation): boolean {
  const failures: string[] = [];
  for (const condition of compiled.matchConditions) {
    try {
      if (evaluate(condition, activation) === false) {
        return false;
      }
    } catch (error) {
      if (!(error instanceof PolicyError)) {
        throw error;
      }
      failures.push(error.message);
    }
  }
  if (failures.length > 0) {
    const texts = [...new Set(failures)];
    throw new PolicyError(
      texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`,
    );
  }
  return true;
}

function tryMessage(
  { message }: CompiledPolicy['validations'][number],
  activation: Activation,
): string {
  if (!message) {
    return '';
  }
  try {
    const value = evaluate(message, activation);
    const text = typeof value === 'string' ? value.trim() : '';
    const isFit = Buffer.byteLength(text) <= MAX_MESSAGE && !/\n/.test(text);
    return isFit ? text : '';
  } catch (error) {
    if (error instanceof PolicyError) {
      return '';
    }
    throw error;
  }
}

function denial(
  entry: CompiledPolicy['validations'][number],
  activation: Activation,
): Denial {
  const { message, expression, reason }: Validation = entry.validation;
  return {
    message:
      tryMessage(entry, activation) ||
      message?.trim() ||
      `failed expression: ${expression.trim()}`,
    reason: reason ?? 'Invalid',
  };
}

/** An answer, or why there is none. */
function check(work: () => boolean): boolean | Denial {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyError) {
      return { message: error.message };
    }
    throw error;
  }
}

/**
 * Evaluates a policy.
 *
 * @param isIgnored - whether an expression that fails counts as fulfilled
 * @returns why it does not allow the request; nothing when it does
 */
export function evaluatePolicy(
  compiled: CompiledPolicy,
  input: PolicyInput,
  isIgnored: boolean,
): Denial[] {
  const { plain, full } = activationOf(compiled, input);
  const about = check(() => isAbout(compiled, plain));
  if (typeof about !== 'boolean') {
    return isIgnored ? [] : [about];
  }
  if (!about) {
    return [];
  }
  const denials: Denial[] = [];
  for (const entry of compiled.validations) {
    const result = check(() => evaluate(entry.expression, full) === true);
    if (result === false) {
      denials.push(denial(entry, full));
    } else if (typeof result !== 'boolean' && !isIgnored) {
      denials.push(result);
    }
  }
  for (const { expression } of compiled.auditAnnotations) {
    const result = check(() => {
      evaluate(expression, full);
      return true;
    });
    if (typeof result !== 'boolean' && !isIgnored) {
      denials.push(result);
    }
  }
  return denials;
}
