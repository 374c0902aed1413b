import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
} from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  gvkOf,
  KUBEDC_ANNOTATIONS,
  kindRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  kubedcIdentityServiceRef,
  kubedcRightsServiceRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { RightsService } from '@kubedc/backstage-plugin-kubedc-node';
import { actingAuthFactory } from '@kubedc/backstage-plugin-kubedc-node/testUtils';
import { eventually } from './__testUtils__/eventually';
import kubedcPolicy from './index';

const vm = kindRegistry.byId('virtualMachine')!.type;
const database = kindRegistry.byId('kdcDatabase')!.type;
const organization = kindRegistry.byId('organization')!.type;

function entityOf(options: {
  kind: string;
  namespace?: string;
  name: string;
  spec: Entity['spec'];
  annotations?: Record<string, string>;
}): Entity {
  const { kind, namespace, name, spec, annotations } = options;
  const location = 'url:https://example.com';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...annotations,
      },
    },
    spec,
  };
}

function resource(
  type: typeof vm,
  organizationName: string,
  project: string,
  name: string,
  installation = 'zurich',
): Entity {
  const namespace = `${organizationName}-${project}`;
  return entityOf({
    kind: 'Resource',
    namespace,
    name,
    spec: { type: 'x', owner: 'group:default/someone' },
    annotations: {
      [KUBEDC_ANNOTATIONS.installation]: installation,
      [KUBEDC_ANNOTATIONS.organization]: organizationName,
      [KUBEDC_ANNOTATIONS.gvk]: gvkOf(type),
      [KUBEDC_ANNOTATIONS.namespace]: namespace,
    },
  });
}

function domain(name: string): Entity {
  return entityOf({
    kind: 'Domain',
    name,
    spec: { owner: `group:${name}/org-admin` },
    annotations: {
      [KUBEDC_ANNOTATIONS.installation]: 'zurich',
      [KUBEDC_ANNOTATIONS.organization]: name,
      [KUBEDC_ANNOTATIONS.gvk]: gvkOf(organization),
      [KUBEDC_ANNOTATIONS.namespace]: name,
    },
  });
}

const ENTITIES = [
  entityOf({
    kind: 'Component',
    name: 'website',
    spec: { type: 'website', lifecycle: 'production', owner: 'guests' },
  }),
  domain('acme'),
  domain('globex'),
  resource(vm, 'acme', 'prod', 'vm.web'),
  resource(vm, 'acme', 'dev', 'vm.try'),
  resource(database, 'acme', 'prod', 'db.shop'),
  resource(vm, 'globex', 'shop', 'vm.web'),
  resource(vm, 'acme', 'prod', 'vm.far', 'geneva'),
];

const provider: EntityProvider = {
  getProviderName: () => 'test',
  connect: connection =>
    connection.applyMutation({
      type: 'full',
      entities: ENTITIES.map(entity => ({ entity, locationKey: 'test' })),
    }),
};

/** What Kubernetes lets bob list: machines in two projects, databases in none. */
const rights: RightsService = {
  check: async () => ({ allowed: false }),
  isOperator: async (_, { user }) => user === 'platform:olga',
  namespaces: async (_, { user }, { resource: plural }) => ({
    all: false,
    namespaces: new Set(
      user === 'acme:bob' && plural === vm.resource
        ? ['acme-prod', 'acme-dev']
        : [],
    ),
  }),
};

const PEOPLE: Record<string, string> = {
  'user:kube-dc/olga': 'platform:olga',
  'user:acme/bob': 'acme:bob',
  'user:globex/dave': 'globex:dave',
};

describe('permissionModuleKubedc', () => {
  let url: string;

  beforeAll(async () => {
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        permissionPlugin,
        kubedcPolicy,
        permissionsServiceFactory,
        actingAuthFactory,
        httpAuthServiceFactory,
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'test',
          register(reg) {
            reg.registerInit({
              deps: { catalog: catalogProcessingExtensionPoint },
              init: async ({ catalog }) => catalog.addEntityProvider(provider),
            });
          },
        }),
        createServiceFactory({
          service: kubedcRightsServiceRef,
          deps: {},
          factory: () => rights,
        }),
        createServiceFactory({
          service: kubedcIdentityServiceRef,
          deps: {},
          factory: () => ({
            find: async ({ principal }) => {
              const { userEntityRef } = principal as { userEntityRef?: string };
              const user = userEntityRef && PEOPLE[userEntityRef];
              return user
                ? { installation: 'zurich', user, groups: [] }
                : undefined;
            },
            require: async () => {
              throw new Error('not asked by the policy');
            },
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            catalog: {
              stitchingStrategy: {
                mode: 'deferred',
                pollingInterval: { milliseconds: 100 },
              },
            },
          },
        }),
      ],
    });
    url = `http://localhost:${server.port()}/api/catalog`;
    // Operators of zurich do not see geneva.
    await eventually(async () => {
      const names = await namesFor('user:kube-dc/olga');
      return names.length === ENTITIES.length - 1;
    });
  });

  function fetchAs(ref: string, path: string, init: RequestInit = {}) {
    return fetch(`${url}${path}`, {
      ...init,
      headers: {
        authorization: mockCredentials.user.header(ref),
        'content-type': 'application/json',
      },
    });
  }

  async function namesFor(ref: string): Promise<string[]> {
    const response = await fetchAs(ref, '/entities/by-query');
    const { items }: { items: Entity[] } = await response.json();
    return items
      .map(
        ({ kind, metadata }) =>
          `${kind}:${metadata.namespace ?? 'default'}/${metadata.name}`,
      )
      .sort();
  }

  it('shows operators everything of their installation', async () => {
    const names = await namesFor('user:kube-dc/olga');
    expect(names).toContain('Resource:globex-shop/vm.web');
    expect(names).not.toContain('Resource:acme-prod/vm.far');
  });

  it('shows members what they may list, their organization, and what is not of a platform', async () => {
    await expect(namesFor('user:acme/bob')).resolves.toEqual([
      'Component:default/website',
      'Domain:default/acme',
      'Resource:acme-dev/vm.try',
      'Resource:acme-prod/vm.web',
    ]);
    await expect(namesFor('user:globex/dave')).resolves.toEqual([
      'Component:default/website',
      'Domain:default/globex',
    ]);
  });

  it('shows people of other providers nothing of a platform', async () => {
    await expect(namesFor('user:default/guest')).resolves.toEqual([
      'Component:default/website',
    ]);
  });

  it.each([
    ['user:acme/bob', 'resource/acme-prod/vm.web', 200],
    ['user:acme/bob', 'resource/acme-prod/db.shop', 404],
    ['user:acme/bob', 'resource/globex-shop/vm.web', 404],
    ['user:acme/bob', 'resource/acme-prod/vm.far', 404],
    ['user:globex/dave', 'resource/acme-prod/vm.web', 404],
    ['user:globex/dave', 'domain/default/acme', 404],
    ['user:kube-dc/olga', 'domain/default/acme', 200],
  ])('answers %s for %s with %d', async (ref, path, status) => {
    const response = await fetchAs(ref, `/entities/by-name/${path}`);
    expect(response.status).toBe(status);
  });

  it('does not count what it does not show', async () => {
    const response = await fetchAs(
      'user:globex/dave',
      '/entity-facets?facet=kind',
    );
    const { facets } = await response.json();
    expect(facets.kind).toEqual([
      { value: 'Component', count: 1 },
      { value: 'Domain', count: 1 },
    ]);
  });

  it('lets only operators register and remove entities', async () => {
    const body = JSON.stringify({
      type: 'url',
      target: 'https://example.com/catalog-info.yaml',
    });
    const register = (ref: string) =>
      fetchAs(ref, '/locations?dryRun=true', { method: 'POST', body });
    expect((await register('user:acme/bob')).status).toBe(403);
    expect((await register('user:default/guest')).status).toBe(403);
    expect((await register('user:kube-dc/olga')).status).not.toBe(403);

    const own = await fetchAs(
      'user:acme/bob',
      '/entities/by-name/resource/acme-prod/vm.web',
    );
    const { metadata } = await own.json();
    const removal = await fetchAs(
      'user:acme/bob',
      `/entities/by-uid/${metadata.uid}`,
      { method: 'DELETE' },
    );
    expect(removal.status).toBe(403);
  });
});
