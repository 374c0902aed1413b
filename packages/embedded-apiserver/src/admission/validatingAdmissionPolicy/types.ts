import { LabelSelector } from '../../selectors/labelSelector';
import { KubeObject } from '../../types';

/** Which requests a policy is about. */
export interface ResourceRule {
  operations?: string[];
  apiGroups?: string[];
  apiVersions?: string[];
  resources?: string[];
  resourceNames?: string[];
  scope?: string;
}

/** Which requests a policy or a binding is about. */
export interface MatchResources {
  resourceRules?: ResourceRule[];
  excludeResourceRules?: ResourceRule[];
  namespaceSelector?: LabelSelector;
  objectSelector?: LabelSelector;
  matchPolicy?: string;
}

/** A condition that what is written has to fulfil. */
export interface Validation {
  expression: string;
  message?: string;
  messageExpression?: string;
  reason?: string;
}

/** A kind whose objects are the parameters of a policy. */
export interface ParamKind {
  apiVersion: string;
  kind: string;
}

/** The parameters that a binding chooses. */
export interface ParamRef {
  name?: string;
  namespace?: string;
  selector?: LabelSelector;
  parameterNotFoundAction?: string;
}

/** The `spec` of a ValidatingAdmissionPolicy. */
export interface PolicySpec {
  paramKind?: ParamKind;
  matchConstraints?: MatchResources;
  matchConditions?: { name: string; expression: string }[];
  variables?: { name: string; expression: string }[];
  validations?: Validation[];
  auditAnnotations?: { key: string; valueExpression: string }[];
  failurePolicy?: string;
}

/** A ValidatingAdmissionPolicy. */
export interface Policy extends KubeObject {
  spec: PolicySpec;
}

/** A ValidatingAdmissionPolicyBinding. */
export interface PolicyBinding extends KubeObject {
  spec: {
    policyName: string;
    paramRef?: ParamRef;
    matchResources?: MatchResources;
    validationActions?: string[];
  };
}
