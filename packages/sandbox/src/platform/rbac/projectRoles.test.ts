import { PolicyRule, projectRoleTemplates } from './projectRoles';

function rulesOf(name: string): PolicyRule[] {
  const role = projectRoleTemplates.find(
    ({ metadata }) => metadata.name === `default-project-${name}-role`,
  );
  return role?.rules as PolicyRule[];
}

function verbs(name: string, group: string, resource: string): string {
  return rulesOf(name)
    .filter(
      rule =>
        rule.apiGroups.includes(group) && rule.resources.includes(resource),
    )
    .flatMap(rule => rule.verbs)
    .join(' ');
}

describe('the roles of a project', () => {
  it.each([
    ['admin', '', 'secrets', '*'],
    ['developer', '', 'secrets', 'get list'],
    ['user', '', 'secrets', ''],
    ['admin', 'kubevirt.io', 'virtualmachines', '*'],
    ['manager', 'kubevirt.io', 'virtualmachines', 'get list watch'],
    ['user', 'kubevirt.io', 'virtualmachines', 'get list'],
    [
      'admin',
      'objectbucket.io',
      'objectbucketclaims',
      'get list watch create delete',
    ],
    ['developer', 'kube-dc.com', 'eips', 'get list watch create delete'],
    ['admin', 'apps', 'statefulsets', 'get list watch create delete'],
    [
      'developer',
      'apps',
      'statefulsets',
      'get list watch create update patch delete',
    ],
    [
      'developer',
      'subresources.kubevirt.io',
      'virtualmachines/start',
      'update',
    ],
    ['manager', 'subresources.kubevirt.io', 'virtualmachines/start', ''],
    [
      'manager',
      'subresources.kubevirt.io',
      'virtualmachineinstances/console',
      'get',
    ],
    [
      'user',
      'subresources.kubevirt.io',
      'virtualmachineinstances/guestosinfo',
      'get',
    ],
    [
      'manager',
      'security.kube-dc.com',
      'kmskeys',
      'get list watch create update patch',
    ],
    ['developer', 'rbac.authorization.k8s.io', 'roles', ''],
  ])('%s may, in "%s" on %s: %s', (role, group, resource, expected) => {
    expect(verbs(role, group, resource)).toBe(expected);
  });

  it('allow nobody to run commands in pods', () => {
    for (const role of ['admin', 'developer', 'manager', 'user']) {
      expect(verbs(role, '', 'pods/exec')).toBe('');
      expect(verbs(role, '', 'pods/portforward')).toBe('');
    }
  });
});
