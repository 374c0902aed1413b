import { join } from 'node:path';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type {
  PolicyDecision,
  Permission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  kubedcIdentityServiceRef,
  kubedcRightsServiceRef,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { IdentityService } from '@kubedc/backstage-plugin-kubedc-node';
import { actingAuthFactory } from '@kubedc/backstage-plugin-kubedc-node/testUtils';
import { kubernetesIdentity, type Sandbox } from '@kubedc/sandbox';
import type { Knex } from 'knex';
import {
  catalogModuleKubedcPermissionRules,
  createKubedcPolicyDecision,
} from '..';

/** What a policy of one's own decides before ours is asked. */
export type OwnPolicy = (permission: Permission) => PolicyDecision | undefined;

/** Catalog, permission backend and the `kubedc` plugin on a sandbox, with a policy that can be changed on the way. */
export async function startPortal(options: {
  sandbox: Sandbox;
  dir: string;
  /** A database for each plugin. */
  database: () => Promise<Knex>;
}) {
  const { sandbox, dir, database } = options;
  let own: OwnPolicy = () => undefined;

  const refOf = (name: string) => {
    const person = sandbox.people.find(found => found.name === name);
    const namespace = person?.realm === 'master' ? 'kube-dc' : person?.realm;
    return `user:${namespace ?? 'default'}/${name}`;
  };
  const identity: IdentityService = {
    find: async ({ principal }) => {
      const { userEntityRef } = principal as { userEntityRef?: string };
      const person = sandbox.people.find(
        ({ name }) => refOf(name) === userEntityRef,
      );
      return (
        person && { installation: 'sandbox', ...kubernetesIdentity(person) }
      );
    },
    require: async credentials => {
      const found = await identity.find(credentials);
      if (!found) {
        throw new Error('Nobody without an identity gets this far');
      }
      return found;
    },
  };

  const policy = createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register(reg) {
      reg.registerInit({
        deps: {
          extension: policyExtensionPoint,
          identity: kubedcIdentityServiceRef,
          rights: kubedcRightsServiceRef,
        },
        async init({ extension, ...services }) {
          const decide = createKubedcPolicyDecision(services);
          extension.setPolicy({
            handle: async (request, user) =>
              own(request.permission) ?? decide(request, user),
          });
        },
      });
    },
  });

  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-catalog-backend'),
      import('@kubedc/backstage-plugin-catalog-backend-module-kubedc'),
      import('@backstage/plugin-permission-backend'),
      // eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the policy is tried with all it decides about
      import('@kubedc/backstage-plugin-kubedc-backend'),
      catalogModuleKubedcPermissionRules,
      policy,
      permissionsServiceFactory,
      actingAuthFactory,
      httpAuthServiceFactory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: async () => mockServices.database({ knex: await database() }),
      }),
      createServiceFactory({
        service: kubedcIdentityServiceRef,
        deps: {},
        factory: () => identity,
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          catalog: {
            stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
          },
          kubedc: {
            installations: {
              sandbox: { kubeconfig: join(dir, 'kubeconfig', 'portal.yaml') },
            },
          },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api`;

  return {
    backend,
    refOf,
    /** Sets what is decided before our policy is asked. */
    decideFirst(policyOfOne: OwnPolicy) {
      own = policyOfOne;
    },
    async call(person: string, path: string, body?: object) {
      const response = await fetch(`${url}${path}`, {
        headers: {
          authorization: mockCredentials.user.header(refOf(person)),
          'content-type': 'application/json',
        },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

/** What {@link startPortal} gives. */
export type Portal = Awaited<ReturnType<typeof startPortal>>;
