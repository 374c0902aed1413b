import { rulesAllow } from './policyRules';
import type { PolicyRule } from './policyRules';
import type { ResourceAttributes } from './types';

const rule = (over: Partial<PolicyRule> = {}): PolicyRule => ({
  verbs: ['list'],
  apiGroups: ['kubevirt.io'],
  resources: ['virtualmachines'],
  ...over,
});
const asked = (over: Partial<ResourceAttributes> = {}): ResourceAttributes => ({
  verb: 'list',
  group: 'kubevirt.io',
  resource: 'virtualmachines',
  namespace: 'acme-prod',
  ...over,
});

describe('rulesAllow', () => {
  it.each<[string, boolean, Partial<PolicyRule>, Partial<ResourceAttributes>]>([
    ['the very right', true, {}, {}],
    ['another verb', false, {}, { verb: 'watch' }],
    ['all verbs', true, { verbs: ['*'] }, { verb: 'delete' }],
    ['another group', false, {}, { group: '' }],
    ['all groups', true, { apiGroups: ['*'] }, { group: 'any' }],
    ['the core group', true, { apiGroups: [''] }, { group: '' }],
    ['another resource', false, {}, { resource: 'datavolumes' }],
    ['all resources', true, { resources: ['*'] }, { resource: 'any' }],
    ['a subresource of it', false, {}, { subresource: 'start' }],
    [
      'the subresource',
      true,
      { resources: ['virtualmachines/start'] },
      { subresource: 'start' },
    ],
    [
      'the resource of a subresource',
      false,
      { resources: ['virtualmachines/start'] },
      {},
    ],
    [
      'the subresource of all',
      true,
      { resources: ['*/start'] },
      { subresource: 'start' },
    ],
    [
      'all resources with their subresources',
      true,
      { resources: ['*'] },
      { subresource: 'start' },
    ],
    ['a named object', true, { resourceNames: ['web'] }, { name: 'web' }],
    ['another object', false, { resourceNames: ['web'] }, { name: 'db' }],
    ['all objects by a named one', false, { resourceNames: ['web'] }, {}],
    ['no object named *', false, { resourceNames: ['*'] }, { name: 'web' }],
    ['any object by no name', true, { resourceNames: [] }, { name: 'web' }],
    ['nothing by an empty rule', false, { verbs: null, resources: null }, {}],
  ])('decides on %s: %s', (_, allowed, given, wanted) => {
    expect(rulesAllow([rule(given)], asked(wanted))).toBe(allowed);
  });

  it('takes parts of no two rules for a right', () => {
    const rules = [
      rule({ verbs: ['delete'], resources: ['datavolumes'] }),
      rule({ verbs: ['list'] }),
    ];
    expect(rulesAllow(rules, asked({ verb: 'delete' }))).toBe(false);
    expect(rulesAllow([], asked())).toBe(false);
  });
});
