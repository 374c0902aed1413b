import {
  roleType,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { transformBeforeStore } from './transform';

const machine = () => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: {
    name: 'web-1',
    managedFields: [{}],
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': 'password: old',
      kept: 'yes',
    },
  },
  spec: {
    template: {
      spec: {
        volumes: [
          { name: 'root', dataVolume: { name: 'web-1' } },
          {
            name: 'cloudinitdisk',
            cloudInitNoCloud: {
              userData: 'password: secret',
              secretRef: { name: 'more' },
            },
          },
          {
            name: 'other',
            cloudInitConfigDrive: { userDataBase64: 'c2VjcmV0' },
          },
          null,
          'odd',
        ],
      },
    },
  },
});

describe('transformBeforeStore', () => {
  it('keeps neither what nobody reads nor what may be secret', () => {
    const kept = transformBeforeStore(machine() as never, virtualMachineType);

    expect(JSON.stringify(kept)).not.toMatch(/secret"|c2VjcmV0|old|managed/);
    expect(kept).toEqual({
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'web-1', annotations: { kept: 'yes' } },
      spec: {
        template: {
          spec: {
            volumes: [
              { name: 'root', dataVolume: { name: 'web-1' } },
              {
                name: 'cloudinitdisk',
                cloudInitNoCloud: { secretRef: { name: 'more' } },
              },
              { name: 'other', cloudInitConfigDrive: {} },
              null,
              'odd',
            ],
          },
        },
      },
    });
  });

  it.each([undefined, null, 1, 'text', [], [[]], { volumes: {} }])(
    'survives a spec that is %p',
    spec => {
      const odd = { ...machine(), spec };

      expect(() =>
        transformBeforeStore(odd as never, virtualMachineType),
      ).not.toThrow();
    },
  );

  it('keeps nothing but metadata where that is all that matters', () => {
    const metadata = { name: 'developer', namespace: 'acme-prod' };
    for (const sent of [
      { apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata', metadata },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { ...metadata, managedFields: [{}] },
        rules: [{ verbs: ['*'] }],
      },
    ]) {
      expect(transformBeforeStore(sent as never, roleType)).toEqual({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata,
      });
    }
  });
});
