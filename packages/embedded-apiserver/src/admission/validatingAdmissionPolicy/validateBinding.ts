import {
  duplicate,
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../../errors/fieldError';
import {
  validatePathSegment,
  validateSubdomain,
} from '../../registry/nameValidation';
import { ParamRef, PolicyBinding } from './types';
import { validateMatchResources } from './validateMatchResources';

const ACTIONS = ['Audit', 'Deny', 'Warn'];

function validateActions(actions: string[]): FieldError[] {
  const path = 'spec.validationActions';
  const errors = actions.flatMap((action, i) => [
    ...(ACTIONS.includes(action)
      ? []
      : [notSupported(`${path}[${i}]`, action, ACTIONS)]),
    ...(actions.indexOf(action) < i
      ? [duplicate(`${path}[${i}]`, action)]
      : []),
  ]);
  if (actions.includes('Deny') && actions.includes('Warn')) {
    errors.push(
      invalid(
        path,
        actions,
        'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
      ),
    );
  }
  if (actions.length === 0) {
    errors.push(required(path, 'at least one validation action is required'));
  }
  return errors;
}

function validateParamRef(ref: ParamRef): FieldError[] {
  const path = 'spec.paramRef';
  const { name, selector, parameterNotFoundAction } = ref;
  const errors: FieldError[] = [];
  const exclusive = 'name and selector are mutually exclusive';
  if (name) {
    validatePathSegment(name).forEach(problem =>
      errors.push(invalid(`${path}.name`, name, problem)),
    );
    if (selector) {
      errors.push(
        forbiddenField(`${path}.name`, exclusive),
        forbiddenField(`${path}.selector`, exclusive),
      );
    }
  } else if (!selector) {
    errors.push(required(path, 'one of name or selector must be specified'));
  }
  const field = `${path}.parameterNotFoundAction`;
  if (!parameterNotFoundAction) {
    errors.push(required(field));
  } else if (!['Deny', 'Allow'].includes(parameterNotFoundAction)) {
    errors.push(
      notSupported(field, parameterNotFoundAction, ['Deny', 'Allow']),
    );
  }
  return errors;
}

/** What is wrong with a ValidatingAdmissionPolicyBinding. */
export function validateBinding({ spec }: PolicyBinding): FieldError[] {
  const { policyName, paramRef, matchResources } = spec;
  return [
    ...(policyName
      ? validateSubdomain(policyName).map(problem =>
          invalid('spec.policyName', policyName, problem),
        )
      : [required('spec.policyName')]),
    ...(paramRef ? validateParamRef(paramRef) : []),
    ...(matchResources
      ? validateMatchResources(matchResources, 'spec.matchResources')
      : []),
    ...validateActions(spec.validationActions ?? []),
  ];
}
