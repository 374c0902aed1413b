import { Decision } from '../../authz/rbacAuthorizer';
import { Attributes } from '../../authz/policyRule';
import { CelError } from '../../cel/errors';
import { Define } from '../../cel/library/overload';
import { CelType, celTypes, opaque } from '../../cel/types/celType';
import { OpaqueValue } from '../../cel/values/value';
import { UserInfo } from '../../types';
import { AdmissionRequest } from '../admissionPlugin';

/** Decides what somebody may do. */
export interface Authorizer {
  authorize(user: UserInfo, attributes: Attributes): Decision;
}

const prefix = 'kubernetes.authorization.';
/** The type of the variable `authorizer`. */
export const authorizerType = opaque(`${prefix}Authorizer`);
/** The type of the variable `authorizer.requestResource`. */
export const resourceCheckType = opaque(`${prefix}ResourceCheck`);
const pathCheckType = opaque(`${prefix}PathCheck`);
const groupCheckType = opaque(`${prefix}GroupCheck`);
const decisionType = opaque(`${prefix}Decision`);

class DecisionValue extends OpaqueValue {
  readonly type = decisionType;

  constructor(readonly decision: Decision) {
    super();
  }

  equals(other: OpaqueValue): boolean {
    return other === this;
  }
}

class Check extends OpaqueValue {
  constructor(
    readonly type: CelType,
    readonly authorizer: Authorizer,
    readonly user: UserInfo,
    readonly attributes: Attributes,
  ) {
    super();
  }

  as(type: CelType, change: Partial<Attributes>): Check {
    const { authorizer, user, attributes } = this;
    return new Check(type, authorizer, user, { ...attributes, ...change });
  }

  decide(verb: string): DecisionValue {
    return new DecisionValue(
      this.authorizer.authorize(this.user, { ...this.attributes, verb }),
    );
  }

  equals(other: OpaqueValue): boolean {
    return other === this;
  }
}

const NOTHING: Attributes = {
  verb: '',
  isResource: false,
  group: '',
  version: '*',
  resource: '',
  subresource: '',
  namespace: '',
  name: '',
  path: '',
};

/** The variable `authorizer`. */
export function authorizerValue(
  authorizer: Authorizer,
  user: UserInfo,
): OpaqueValue {
  return new Check(authorizerType, authorizer, user, NOTHING);
}

/** The variable `authorizer.requestResource`. */
export function requestResourceValue(
  authorizer: Authorizer,
  { user, resource, subresource, namespace, name }: AdmissionRequest,
): OpaqueValue {
  return new Check(resourceCheckType, authorizer, user, {
    ...NOTHING,
    isResource: true,
    group: resource.group,
    resource: resource.resource,
    subresource,
    namespace,
    name,
  });
}

function notEmpty(what: string, text: string): string {
  if (text.trim() === '') {
    throw new CelError(`${what} must not be empty`);
  }
  return text;
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function serviceAccount(check: Check, namespace: string, name: string): Check {
  if (!SUBDOMAIN.test(name)) {
    throw new CelError('Invalid service account name');
  }
  if (!LABEL.test(namespace)) {
    throw new CelError('Invalid service account namespace');
  }
  const groups = ['system:serviceaccounts'];
  return new Check(
    authorizerType,
    check.authorizer,
    {
      name: `system:serviceaccount:${namespace}:${name}`,
      groups: [...groups, `${groups[0]}:${namespace}`],
    },
    NOTHING,
  );
}

/** Functions that ask what somebody may do. */
export function authorizers({ method }: Define): void {
  const { string, bool } = celTypes;
  method(
    'path',
    [authorizerType, string],
    pathCheckType,
    (check: Check, path: string) =>
      check.as(pathCheckType, { path: notEmpty('path', path) }),
  );
  method(
    'group',
    [authorizerType, string],
    groupCheckType,
    (check: Check, group: string) => check.as(groupCheckType, { group }),
  );
  method(
    'serviceAccount',
    [authorizerType, string, string],
    authorizerType,
    serviceAccount,
  );
  method(
    'resource',
    [groupCheckType, string],
    resourceCheckType,
    (check: Check, resource: string) =>
      check.as(resourceCheckType, {
        isResource: true,
        resource: notEmpty('resource', resource),
      }),
  );
  for (const field of ['subresource', 'namespace', 'name'] as const) {
    method(
      field,
      [resourceCheckType, string],
      resourceCheckType,
      (check: Check, value: string) =>
        check.as(resourceCheckType, { [field]: value }),
    );
  }
  // Roles know no selectors: what may be done to all may be done to some.
  for (const name of ['fieldSelector', 'labelSelector']) {
    method(
      name,
      [resourceCheckType, string],
      resourceCheckType,
      (check: Check) => check,
    );
  }
  for (const type of [pathCheckType, resourceCheckType]) {
    method(
      'check',
      [type, string],
      decisionType,
      (check: Check, verb: string) => check.decide(verb),
    );
  }
  method(
    'allowed',
    [decisionType],
    bool,
    ({ decision }: DecisionValue) => decision.allowed,
  );
  method(
    'reason',
    [decisionType],
    string,
    ({ decision }: DecisionValue) => decision.reason,
  );
  method('errored', [decisionType], bool, () => false);
  method('error', [decisionType], string, () => '');
}
