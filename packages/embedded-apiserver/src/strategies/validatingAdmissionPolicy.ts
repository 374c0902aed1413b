import {
  MatchResources,
  Policy,
  PolicyBinding,
} from '../admission/validatingAdmissionPolicy/types';
import { validateBinding } from '../admission/validatingAdmissionPolicy/validateBinding';
import { validatePolicy } from '../admission/validatingAdmissionPolicy/validatePolicy';
import { JsonObject } from '../types';
import { setDefaults } from '../util/read';
import { Strategy } from './strategy';

function applyMatchDefaults(resources: MatchResources | undefined): void {
  if (!resources) {
    return;
  }
  setDefaults(resources as JsonObject, {
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
  });
  const { resourceRules = [], excludeResourceRules = [] } = resources;
  for (const rule of [...resourceRules, ...excludeResourceRules]) {
    rule.scope ??= '*';
  }
}

export const policyStrategy: Strategy = {
  requiresResourceVersion: true,
  hasGeneration: true,
  applyDefaults(object) {
    const spec = (object as Policy).spec as Policy['spec'] | undefined;
    if (spec) {
      spec.failurePolicy ??= 'Fail';
      applyMatchDefaults(spec.matchConstraints);
    }
  },
  prepareForCreate(object) {
    object.status = { observedGeneration: 1, typeChecking: {} };
  },
  prepareForUpdate(object, old) {
    const { generation = 1 } = old.metadata;
    const isSame = JSON.stringify(object.spec) === JSON.stringify(old.spec);
    object.status = {
      ...(object.status as JsonObject | undefined),
      observedGeneration: isSame ? generation : generation + 1,
    };
  },
  validate: object =>
    (object as Policy).spec ? validatePolicy(object as Policy) : [],
};

export const policyBindingStrategy: Strategy = {
  requiresResourceVersion: true,
  hasGeneration: true,
  applyDefaults(object) {
    applyMatchDefaults((object as PolicyBinding).spec?.matchResources);
  },
  validate: object =>
    (object as PolicyBinding).spec
      ? validateBinding(object as PolicyBinding)
      : [],
};
