import { mockServices } from '@backstage/backend-test-utils';
import { KubernetesApiError } from '../../errors';
import type { PlatformService } from '../../services/types';
import { createOperationContext } from './createOperationContext';

const namespace = (name: string, project: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'kube-dc.com/project': '' },
    annotations: { 'kube-dc.com/project': project },
  },
});

function contextOf(request: jest.Mock = jest.fn()) {
  // The name alone would be ambiguous: project `c` of `a-b`, or `b-c` of `a`.
  const namespaces = [namespace('a-b-c', 'a/b-c'), namespace('odd', 'a-b/c')];
  return createOperationContext({
    installation: 'zurich',
    logger: mockServices.logger.mock(),
    platform: {
      get: () => ({ name: 'zurich', entityNamespacePrefix: 'zrh-' }),
      mirror: () => ({
        list: () => namespaces,
        get: (_type: unknown, _namespace: unknown, name: string) =>
          namespaces.find(({ metadata }) => metadata.name === name),
      }),
      transport: () => ({ request }),
    } as unknown as PlatformService,
  });
}

describe('createOperationContext', () => {
  it("finds a project's namespace by its annotation, not by its name", () => {
    expect(contextOf().resolveProjectNamespace('a-b/c')).toBe('odd');
    expect(contextOf().resolveProjectNamespace('a/b-c')).toBe('a-b-c');
    expect(contextOf().organizationOf('odd')).toBe('a-b');
  });

  it('names the field when there is no such project', () => {
    expect(() => contextOf().resolveProjectNamespace('a/none')).toThrow(
      expect.objectContaining({ name: 'InputError', field: 'project' }),
    );
  });

  it("names entities by the installation's prefix", () => {
    expect(
      contextOf().entityRefOf({
        kind: 'virtualMachine',
        namespace: 'odd',
        name: 'web',
      }),
    ).toBe('resource:zrh-odd/vm.web');
  });

  it("keeps refusals of the portal's own account to the log", async () => {
    const request = jest.fn().mockRejectedValue(
      new KubernetesApiError({
        code: 403,
        reason: 'Forbidden',
        message: 'User "system:serviceaccount:portal" cannot get configmaps',
      }),
    );

    await expect(
      contextOf(request).readConfigMap('kube-dc', 'images-configmap'),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('serviceaccount'),
    });
  });
});
