import {
  mgmtWorkerPoolKind,
  vpcKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KindDefinition,
  KubernetesObject,
  ResourceSummary,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesApiError } from '@kubedc/backstage-plugin-kubedc-node';
import { eventually } from '../__testUtils__/eventually';
import { startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

const definitions: ResourceType = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  resource: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
};

function definitionOf({ type }: KindDefinition): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${type.resource}.${type.group}` },
    spec: {
      group: type.group,
      scope: type.namespaced ? 'Namespaced' : 'Cluster',
      names: {
        plural: type.resource,
        singular: type.kind.toLowerCase(),
        kind: type.kind,
        listKind: `${type.kind}List`,
      },
      versions: [
        {
          name: type.version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  } as KubernetesObject;
}

describe('kinds of the platform itself', () => {
  let portal: Portal;

  const make = async (
    { type }: KindDefinition,
    name: string,
    rest: { namespace?: string; spec?: object; status?: object } = {},
  ) => {
    const { namespace, ...body } = rest;
    const object = {
      apiVersion: `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: { name, ...(namespace && { namespace }) },
      ...body,
    } as KubernetesObject;
    await eventually(async () => {
      try {
        return await portal.admin.create(type, object);
      } catch (error) {
        if (error instanceof KubernetesApiError && error.code === 404) {
          // A new type is served a moment after its definition is taken.
          return false;
        }
        throw error;
      }
    });
  };

  beforeAll(async () => {
    portal = await startPortal({ sharedAccount: 'shared' });
    for (const kind of [vpcKind, mgmtWorkerPoolKind]) {
      await portal.admin.create(definitions, definitionOf(kind));
    }
    await make(vpcKind, 'acme-prod', {
      spec: { namespaces: ['acme-prod'] },
      status: { standby: true },
    });
    await make(mgmtWorkerPoolKind, 'workers', {
      namespace: 'default',
      spec: { minNodes: 1, maxNodes: 3 },
    });
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  it('reads one that lives in no namespace for operators', async () => {
    const { status, body } = await portal.get(
      '/resources/vpcs/sandbox/acme-prod',
      'olga',
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'vpc',
      namespace: '',
      name: 'acme-prod',
      organization: '',
      entityRef: 'resource:kube-dc/vpc.acme-prod',
      object: { kind: 'Vpc' },
      operations: [],
      related: [],
    });
    expect(body).not.toHaveProperty('project');
  });

  it('reads one of a namespace that is no tenant’s', async () => {
    const { status, body } = await portal.get(
      '/resources/platform-worker-pools/sandbox/default/workers',
      'olga',
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'mgmtWorkerPool',
      namespace: 'default',
      organization: '',
      entityRef: 'resource:kube-dc/pool.workers',
      related: [],
    });
  });

  it.each([
    [
      'vpcs/sandbox/acme-prod',
      'vpcs.kubeovn.io "acme-prod" is forbidden: User "acme:alice" cannot get resource "vpcs" in API group "kubeovn.io" at the cluster scope',
    ],
    [
      'platform-worker-pools/sandbox/default/workers',
      'mgmtworkerpools.k8s.kube-dc.com "workers" is forbidden: User "acme:alice" cannot get resource "mgmtworkerpools" in API group "k8s.kube-dc.com" in the namespace "default"',
    ],
  ])('refuses tenants %s as the API server does', async (path, message) => {
    const { status, body } = await portal.get(`/resources/${path}`, 'alice');

    expect(status).toBe(403);
    expect(body.error.message).toBe(message);
  });

  it('answers 404 for what is not there', async () => {
    const { status, body } = await portal.get(
      '/resources/vpcs/sandbox/none',
      'olga',
    );

    expect(status).toBe(404);
    expect(body.error.message).toBe('vpcs.kubeovn.io "none" not found');
  });

  it.each([
    ['vpcs/sandbox/acme-prod/acme-prod', 'VPCs live in no namespace'],
    ['virtual-machines/sandbox/web-1', 'A value is required'],
  ])('refuses %s and names the namespace', async (path, message) => {
    const { status, body } = await portal.get(`/resources/${path}`, 'olga');

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      name: 'InputError',
      field: 'namespace',
    });
    expect(body.error.message).toContain(message);
  });

  it('lists them for operators, and for nobody within a tenant', async () => {
    const namesOf = async (person: string, query = '') => {
      const { body } = await portal
        .get(`/resources/vpcs?installation=sandbox${query}`, person)
        .expect(200);
      return body.items.map(({ name }: ResourceSummary) => name) as string[];
    };

    const names = await eventually(async () => {
      const found = await namesOf('olga');
      return found.length > 0 && found;
    });
    expect(names).toEqual(['acme-prod']);
    await expect(namesOf('olga', '&project=acme/prod')).resolves.toEqual([]);
    await expect(namesOf('alice')).resolves.toEqual([]);
  });

  it('reads no other object of a type of which one alone is of the kind', async () => {
    const { status, body } = await portal.get(
      '/resources/os-images/sandbox/default/kube-root-ca.crt',
      'olga',
    );

    expect(status).toBe(404);
    expect(body.error.message).toBe(
      'configmaps "kube-root-ca.crt" is not one of the OS images',
    );
  });

  it('shows that one, which the platform’s people are offered images from', async () => {
    const { status, body } = await portal.get(
      '/resources/os-images/sandbox/kube-dc/images-configmap',
      'olga',
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'osImage', organization: '' });
  });

  describe('where the portal acts for everybody', () => {
    const one = '/resources/vpcs/shared/acme-prod';
    const all = '/resources/vpcs?installation=shared';

    it('shows them to whom the policy calls an operator', async () => {
      await expect(portal.get(one, 'mallory')).resolves.toMatchObject({
        status: 200,
        body: { name: 'acme-prod', installation: 'shared' },
      });
      await eventually(async () => {
        const { body } = await portal.get(all, 'mallory').expect(200);
        return body.total === 1;
      });
    });

    it('keeps them from everybody else', async () => {
      portal.permissions.authorize.mockImplementation(
        async queries =>
          queries.map(({ permission }) => ({
            result: permission.name === 'kubedc.admin.read' ? 'DENY' : 'ALLOW',
          })) as never,
      );

      const answer = await portal.get(one, 'mallory');
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain("'kubedc.admin.read'");
      const { body } = await portal.get(all, 'mallory').expect(200);
      expect(body).toMatchObject({ items: [], total: 0 });
    });
  });
});
