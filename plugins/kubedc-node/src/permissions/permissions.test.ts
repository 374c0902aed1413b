import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { kubedcResourceReadPermission } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcResource } from '@kubedc/backstage-plugin-kubedc-common';
import {
  createKubedcResourceConditionalDecision,
  kubedcResourceConditions as conditions,
  kubedcResourceRules,
  PermittedResources,
} from '.';
import type { KubedcResourceFilter } from '.';

type Criteria = PermissionCriteria<PermissionCondition<'kubedc-resource'>>;

const rules = Object.values(kubedcResourceRules);
const ruleset = {
  getRuleByName: (name: string) =>
    rules.find(rule => rule.name === name) as never,
};
const transform = createConditionTransformer<KubedcResourceFilter>(ruleset);
const authorize = createConditionAuthorizer<KubedcResource>(ruleset);

function permitted(criteria: Criteria): PermittedResources {
  return PermittedResources.matching(transform(criteria));
}

const RESOURCES: Record<string, KubedcResource> = {
  vm: {
    installation: 'zurich',
    kind: 'virtualMachine',
    organization: 'acme',
    project: 'acme/prod',
  },
  database: {
    installation: 'zurich',
    kind: 'kdcDatabase',
    organization: 'acme',
    project: 'acme/dev',
  },
  organization: {
    installation: 'zurich',
    kind: 'organization',
    organization: 'acme',
  },
  others: {
    installation: 'zurich',
    kind: 'virtualMachine',
    organization: 'globex',
    project: 'globex/shop',
  },
  image: { installation: 'zurich', kind: 'osImage', organization: '' },
  elsewhere: {
    installation: 'geneva',
    kind: 'virtualMachine',
    organization: 'acme',
    project: 'acme/prod',
  },
};

const inAcme = conditions.isInOrganization({ organizations: ['acme'] });
const inProd = conditions.isInProject({ projects: ['acme/prod'] });
const ofMachines = conditions.isOfKind({ kinds: ['virtualMachine'] });
const onGeneva = conditions.isOnInstallation({ installations: ['geneva'] });

describe('rules on resources', () => {
  it.each<[string, Criteria, string[]]>([
    ['organization', inAcme, ['vm', 'database', 'organization', 'elsewhere']],
    [
      'organization on an installation',
      conditions.isInOrganization({
        organizations: ['acme', 'initech'],
        installation: 'geneva',
      }),
      ['elsewhere'],
    ],
    ['project', inProd, ['vm', 'elsewhere']],
    [
      'project on an installation',
      conditions.isInProject({
        projects: ['acme/prod', 'globex/shop'],
        installation: 'zurich',
      }),
      ['vm', 'others'],
    ],
    ['kind', ofMachines, ['vm', 'others', 'elsewhere']],
    ['installation', onGeneva, ['elsewhere']],
    ['no value', conditions.isInProject({ projects: [] }), []],
    [
      'none of them',
      { anyOf: [inProd, { not: ofMachines }] },
      ['vm', 'database', 'organization', 'image', 'elsewhere'],
    ],
    ['all of them', { allOf: [inAcme, ofMachines, { not: onGeneva }] }, ['vm']],
  ])('%s: in memory and in queries the same', (_, criteria, expected) => {
    const decision = createKubedcResourceConditionalDecision(
      kubedcResourceReadPermission,
      criteria,
    );
    const names = Object.keys(RESOURCES);
    const filter = permitted(criteria);
    expect(names.filter(name => authorize(decision, RESOURCES[name]))).toEqual(
      expected,
    );
    expect(names.filter(name => filter.includes(RESOURCES[name]))).toEqual(
      expected,
    );
  });

  it.each(['acme', 7, undefined])('refuse %p as a list', organizations => {
    const { paramsSchema } = kubedcResourceRules.isInOrganization;
    expect(() =>
      (paramsSchema as { parse(value: unknown): unknown }).parse({
        organizations,
      }),
    ).toThrow();
  });
});

describe('PermittedResources', () => {
  it('decides early what does not depend on the rest', () => {
    const filter = permitted({ allOf: [ofMachines, inProd] });
    expect(filter.decide({})).toBeUndefined();
    expect(filter.decide({ kind: 'kdcDatabase' })).toBe(false);
    expect(filter.decide({ kind: 'virtualMachine' })).toBeUndefined();
    expect(filter.decide({ project: 'acme/dev' })).toBe(false);
    expect(permitted({ not: inProd }).decide({ kind: 'x' })).toBeUndefined();
    expect(
      permitted({ anyOf: [inProd, ofMachines] }).decide({
        kind: 'virtualMachine',
      }),
    ).toBe(true);
  });

  it('never takes "no project" for one that is not known yet', () => {
    const filter = permitted({ not: inProd });
    expect(filter.includes(RESOURCES.organization)).toBe(true);
    expect(filter.includes(RESOURCES.vm)).toBe(false);
  });

  it('is all or nothing without conditions', () => {
    expect(PermittedResources.all.includes(RESOURCES.vm)).toBe(true);
    expect(PermittedResources.all.decide({})).toBe(true);
    expect(PermittedResources.none.includes(RESOURCES.vm)).toBe(false);
    expect(PermittedResources.none.decide({})).toBe(false);
  });
});
