import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { forbiddenMessage, requiredAccess } from './checkAccess';

const bob = { user: 'acme:bob', groups: [] };

describe('requiredAccess', () => {
  const namespaces = { organization: 'acme', project: 'acme-prod' };

  it('asks for the very object an operation acts on, and for its disks as a whole', () => {
    const vmDelete = operationRegistry.byId('vm:delete')!;

    expect(
      requiredAccess(vmDelete, namespaces, {
        namespace: 'acme-prod',
        name: 'web-1',
        deleteDisks: true,
      }),
    ).toEqual([
      {
        verb: 'delete',
        group: 'kubevirt.io',
        resource: 'virtualmachines',
        namespace: 'acme-prod',
        name: 'web-1',
      },
      {
        verb: 'delete',
        group: 'cdi.kubevirt.io',
        resource: 'datavolumes',
        namespace: 'acme-prod',
      },
    ]);
  });

  it('names no object that is yet to be made', () => {
    const bucketCreate = operationRegistry.byId('bucket:create')!;

    expect(
      requiredAccess(bucketCreate, namespaces, { name: 'uploads' }),
    ).toEqual([
      {
        verb: 'create',
        group: 'objectbucket.io',
        resource: 'objectbucketclaims',
        namespace: 'acme-prod',
      },
    ]);
  });
});

describe('forbiddenMessage', () => {
  it.each([
    [
      { verb: 'list', group: 'kube-dc.com', resource: 'organizations' },
      'organizations.kube-dc.com is forbidden: User "acme:bob" cannot list resource "organizations" in API group "kube-dc.com" at the cluster scope',
    ],
    [
      {
        verb: 'get',
        group: '',
        resource: 'configmaps',
        namespace: 'acme-prod',
        name: 'a',
      },
      'configmaps "a" is forbidden: User "acme:bob" cannot get resource "configmaps" in API group "" in the namespace "acme-prod"',
    ],
    [
      {
        verb: 'update',
        group: 'subresources.kubevirt.io',
        resource: 'virtualmachines',
        subresource: 'stop',
        namespace: 'acme-prod',
        name: 'web-1',
      },
      'virtualmachines.subresources.kubevirt.io "web-1" is forbidden: User "acme:bob" cannot update resource "virtualmachines/stop" in API group "subresources.kubevirt.io" in the namespace "acme-prod"',
    ],
  ])('reads as the API server writes it', (attributes, message) => {
    expect(forbiddenMessage(bob, attributes)).toBe(message);
  });

  it('ends with the reason where there is one', () => {
    expect(
      forbiddenMessage(
        bob,
        { verb: 'list', group: '', resource: 'pods' },
        'RBAC: role not found',
      ),
    ).toMatch(/at the cluster scope: RBAC: role not found$/);
  });
});
