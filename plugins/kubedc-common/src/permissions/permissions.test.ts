import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  kubedcBasicPermissions,
  kubedcPermissions,
  kubedcResourceDeletePermission,
  kubedcResourcePermissions,
  kubedcResourceRef,
  kubedcResourceUpdatePermission,
  parseKubedcResourceRef,
  RESOURCE_TYPE_KUBEDC_RESOURCE,
  targetPermissionOf,
} from '.';
import { operationRegistry } from '../kinds';

describe('permissions', () => {
  it('are about resources where a policy may set conditions, and basic otherwise', () => {
    for (const permission of kubedcResourcePermissions) {
      expect(
        isResourcePermission(permission, RESOURCE_TYPE_KUBEDC_RESOURCE),
      ).toBe(true);
    }
    expect(kubedcBasicPermissions.map(({ type }) => type)).toEqual(
      kubedcBasicPermissions.map(() => 'basic'),
    );
    expect(kubedcPermissions).toHaveLength(
      kubedcResourcePermissions.length + kubedcBasicPermissions.length,
    );
  });

  it('of an operation come with one on its target', () => {
    for (const operation of operationRegistry.all()) {
      const permission = targetPermissionOf(operation);
      expect(permission.attributes).toEqual(operation.permission.attributes);
      expect(kubedcResourcePermissions).toContain(permission);
    }
    const of = (id: string) => targetPermissionOf(operationRegistry.byId(id)!);
    expect(of('vm:stop')).toBe(kubedcResourceUpdatePermission);
    expect(of('bucket:delete')).toBe(kubedcResourceDeletePermission);
  });

  it('of an operation must say what it does', () => {
    expect(() =>
      targetPermissionOf({
        id: 'vm:dance',
        permission: { type: 'basic', name: 'kubedc.vm.dance', attributes: {} },
      }),
    ).toThrow(/vm:dance/);
  });
});

describe('resource refs', () => {
  it.each([
    [
      {
        installation: 'zurich',
        kind: 'virtualMachine',
        namespace: 'acme-prod',
        name: 'web-1',
      },
      'zurich/virtualMachine/acme-prod/web-1',
    ],
    [
      { installation: 'zurich', kind: 'osImage', name: 'debian' },
      'zurich/osImage//debian',
    ],
  ])('%p is %s', (address, ref) => {
    expect(kubedcResourceRef(address)).toBe(ref);
    expect(parseKubedcResourceRef(ref)).toEqual(address);
  });

  it.each(['', 'a/b', 'a/b/c/', '/b/c/d', 'a//c/d', 'a/b/c/d/e'])(
    '%p is none',
    ref => {
      expect(parseKubedcResourceRef(ref)).toBeUndefined();
    },
  );
});
