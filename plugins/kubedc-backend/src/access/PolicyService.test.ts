import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { DefinitivePolicyDecision } from '@backstage/plugin-permission-common';
import {
  kubedcAdminReadPermission,
  kubedcResourceReadPermission,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  createKubedcResourceConditionalDecision,
  kubedcResourceConditions,
  kubedcResourceRules,
  PermittedResources,
} from '@kubedc/backstage-plugin-kubedc-node';
import { PolicyService } from './PolicyService';

const rules = Object.values(kubedcResourceRules);

function setup() {
  const permissions = mockServices.permissions.mock();
  const permissionsRegistry = mockServices.permissionsRegistry.mock();
  permissionsRegistry.getPermissionRuleset.mockReturnValue({
    getRuleByName: (name: string) =>
      rules.find(rule => rule.name === name) as never,
  });
  let now = 0;
  const policy = new PolicyService({
    permissions,
    permissionsRegistry,
    now: () => now,
  });
  return {
    policy,
    permissions,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

const allow: DefinitivePolicyDecision[] = [{ result: AuthorizeResult.ALLOW }];
const deny: DefinitivePolicyDecision[] = [{ result: AuthorizeResult.DENY }];
const inAcme = [
  createKubedcResourceConditionalDecision(
    kubedcResourceReadPermission,
    kubedcResourceConditions.isInOrganization({ organizations: ['acme'] }),
  ),
];
const vmOf = (organization: string) => ({
  installation: 'zurich',
  kind: 'virtualMachine',
  organization,
});

describe('PolicyService', () => {
  it('lets pass by basic permissions', async () => {
    const { policy, permissions } = setup();
    const credentials = mockCredentials.user();
    permissions.authorize.mockResolvedValueOnce(allow);
    await policy.require(kubedcAdminReadPermission, credentials);
    expect(permissions.authorize).toHaveBeenCalledWith(
      [{ permission: kubedcAdminReadPermission }],
      { credentials },
    );
    permissions.authorize.mockResolvedValueOnce(deny);
    await expect(
      policy.require(kubedcAdminReadPermission, credentials),
    ).rejects.toThrow(/does not give you 'kubedc.admin.read'/);
  });

  it('turns decisions on resources into what they permit', async () => {
    const { policy, permissions } = setup();
    const permittedTo = () =>
      policy.permitted(kubedcResourceReadPermission, mockCredentials.user());
    permissions.authorizeConditional.mockResolvedValueOnce(allow);
    await expect(permittedTo()).resolves.toBe(PermittedResources.all);
    permissions.authorizeConditional.mockResolvedValueOnce(deny);
    await expect(permittedTo()).resolves.toBe(PermittedResources.none);
    permissions.authorizeConditional.mockResolvedValueOnce(inAcme);
    const some = await permittedTo();
    expect(some.includes(vmOf('acme'))).toBe(true);
    expect(some.includes(vmOf('globex'))).toBe(false);
  });

  it('lets pass whom conditions give something at least', async () => {
    const { policy, permissions } = setup();
    permissions.authorizeConditional.mockResolvedValueOnce(inAcme);
    await policy.require(kubedcResourceReadPermission, mockCredentials.user());
    permissions.authorizeConditional.mockResolvedValueOnce(deny);
    await expect(
      policy.require(kubedcResourceReadPermission, mockCredentials.user()),
    ).rejects.toThrow(/does not give you 'kubedc.resource.read'/);
  });

  it('asks once a request, and again when its credentials are used for longer', async () => {
    const { policy, permissions, wait } = setup();
    const credentials = mockCredentials.user();
    const ask = () =>
      policy.permitted(kubedcResourceReadPermission, credentials);
    permissions.authorizeConditional.mockResolvedValue(allow);
    await Promise.all([ask(), ask()]);
    await ask();
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    await policy.permitted(
      kubedcResourceReadPermission,
      mockCredentials.user(),
    );
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(2);
    wait(5_000);
    permissions.authorizeConditional.mockResolvedValue(deny);
    await expect(ask()).resolves.toBe(PermittedResources.none);
  });

  it('does not keep failures', async () => {
    const { policy, permissions } = setup();
    const credentials = mockCredentials.user();
    permissions.authorizeConditional.mockRejectedValueOnce(new Error('away'));
    const ask = () =>
      policy.permitted(kubedcResourceReadPermission, credentials);
    await expect(ask()).rejects.toThrow('away');
    permissions.authorizeConditional.mockResolvedValueOnce(allow);
    await expect(ask()).resolves.toBe(PermittedResources.all);
  });
});
