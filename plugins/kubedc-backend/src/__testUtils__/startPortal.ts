import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createServiceFactory,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  HttpsTransport,
  kubedcIdentityServiceRef,
  KubernetesClient,
} from '@kubedc/backstage-plugin-kubedc-node';
import type {
  IdentityMode,
  IdentityService,
  KubedcIdentity,
  KubernetesApiError,
  KubernetesIdentity,
} from '@kubedc/backstage-plugin-kubedc-node';
import {
  kubernetesIdentity,
  startSandbox,
  type ApiServerKind,
} from '@kubedc/sandbox';
import { signInAt } from '@kubedc/sandbox/oidc-testing';
import request from 'supertest';
import kubedcPlugin from '..';
import { applyAccount } from './applyAccount';
import { entityOnPlatform } from './entityOnPlatform';
import { eventually } from './eventually';

type Method = 'get' | 'post';

/** The plugin on a sandbox of its own, with the demo people signed in by name. */
export async function startPortal(
  options: {
    installations?: Record<string, object>;
    /** Requests a person may send. */
    limits?: { readsPerMinute?: number; writesPerMinute?: number };
    /** How people are made known; the portal then has the account that deploy/ gives it for this. */
    identity?: IdentityMode;
    /** Default: as the environment says. */
    apiServer?: ApiServerKind;
    /** Name of a second installation, the same platform with the administrator's account for everybody. */
    sharedAccount?: string;
  } = {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'kubedc-backend-'));
  const sandbox = await startSandbox({
    dir,
    port: 0,
    speed: 'fast',
    apiServer: options.apiServer,
    ...(options.identity === 'oidc' && { oidcPort: 0 }),
  });

  const refOf = (name: string) => {
    const person = sandbox.people.find(found => found.name === name);
    const namespace = person?.realm === 'master' ? 'kube-dc' : person?.realm;
    return `user:${namespace ?? 'default'}/${name}`;
  };
  const identities = new Map<string, KubedcIdentity>(
    sandbox.people.map(person => [
      refOf(person.name),
      { installation: 'sandbox', ...kubernetesIdentity(person) },
    ]),
  );
  const identity: IdentityService = {
    async find(credentials) {
      const principal = credentials.principal as BackstageUserPrincipal;
      return identities.get(principal.userEntityRef);
    },
    async require(credentials, installation) {
      const found = await identity.find(credentials);
      if (found?.installation !== installation) {
        throw new NotAllowedError(`You did not sign in with ${installation}`);
      }
      return found;
    },
  };
  const auditor = mockServices.auditor.mock();
  const audited = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(audited);
  const allowAll = async (queries: unknown[]) =>
    queries.map(() => ({ result: 'ALLOW' as const })) as never;
  const permissions = mockServices.permissions.mock({
    authorize: allowAll,
    authorizeConditional: allowAll,
  });

  const transport = HttpsTransport.fromSettings({
    type: 'kubeconfig',
    path: join(dir, 'kubeconfig', 'admin.yaml'),
  });
  /** The platform as its administrator sees it. */
  const admin = new KubernetesClient(transport);
  const account =
    options.identity && (await applyAccount(transport, options.identity));

  const accountSettings = {
    type: 'url',
    url: sandbox.apiServer.url,
    caFile: sandbox.apiServer.caFile,
    token: account?.token ?? 'none',
  } as const;
  const accountTransport = HttpsTransport.fromSettings(accountSettings, {
    identity: options.identity,
  });

  const backend = await startTestBackend({
    features: [
      kubedcPlugin,
      createServiceFactory({
        service: kubedcIdentityServiceRef,
        deps: {},
        factory: () => identity,
      }),
      catalogServiceMock.mock({
        getEntityByRef: ref => entityOnPlatform(ref, admin),
      }).factory,
      auditor.factory,
      permissions.factory,
      mockServices.rootConfig.factory({
        data: {
          kubedc: {
            limits: options.limits ?? {},
            installations: {
              sandbox: {
                title: 'Sandbox',
                ...(account
                  ? {
                      url: sandbox.apiServer.url,
                      caFile: sandbox.apiServer.caFile,
                      token: account.token,
                      identity: options.identity,
                    }
                  : { kubeconfig: join(dir, 'kubeconfig', 'portal.yaml') }),
                ...(sandbox.oidc && {
                  oidc: {
                    issuer: sandbox.oidc.issuer('{realm}'),
                    clientId: 'backstage',
                    caFile: join(dir, 'ca.crt'),
                  },
                }),
              },
              ...options.installations,
              ...(options.sharedAccount && {
                [options.sharedAccount]: {
                  kubeconfig: join(dir, 'kubeconfig', 'admin.yaml'),
                  identity: 'serviceAccount',
                  entityNamespacePrefix: 'shared-',
                },
              }),
            },
          },
        },
      }),
    ],
  });

  const call = (method: Method, path: string, person: string) =>
    request(backend.server)
      [method](`/api/kubedc${path}`)
      .set('authorization', mockCredentials.user.header(refOf(person)));

  let sandboxStopped: Promise<void> | undefined;
  const stopSandbox = () => {
    sandboxStopped ??= sandbox.stop();
    return sandboxStopped;
  };

  return {
    server: backend.server,
    stopSandbox,
    auditor,
    audited,
    permissions,
    admin,
    adminTransport: transport,
    /** The platform as the portal's own account has it; only with `identity`. */
    accountTransport,
    /** What the API server answers when that account asks for its version as somebody else. */
    async impersonate(as: KubernetesIdentity): Promise<number> {
      const impersonating = HttpsTransport.fromSettings(accountSettings);
      try {
        await impersonating.request({ method: 'GET', path: '/version', as });
        return 200;
      } catch (error) {
        return (error as KubernetesApiError).code;
      } finally {
        impersonating.close();
      }
    },
    /** A person's own token, fresh from the sign-in server; only with identity `oidc`. */
    async tokenOf(name: string): Promise<string> {
      const { realm } = sandbox.people.find(person => person.name === name)!;
      const ca = await readFile(join(dir, 'ca.crt'), 'utf8');
      const issuer = sandbox.oidc!.issuer(realm);
      return (await signInAt(issuer, name, ca)).access;
    },
    get: (path: string, person: string) => call('get', path, person),
    post: (path: string, person: string, body: object) =>
      call('post', path, person).send(body),
    run: (id: string, person: string, body: object) =>
      call('post', `/operations/${id}`, person).send(body),
    /** Follows a run to its end. */
    async finish(runId: string, person: string) {
      return eventually(async () => {
        const { body } = await call(
          'get',
          `/operations/runs/${runId}`,
          person,
        ).expect(200);
        return ['running', 'settling'].includes(body.state) ? false : body;
      });
    },
    /** Resolves when what the portal has read is complete. */
    async ready() {
      await eventually(async () => {
        const { body } = await call('get', '/overview', 'olga');
        return body.problems?.length === 0 && body.projects.length > 0;
      });
    },
    async stop() {
      await backend.stop();
      transport.close();
      accountTransport.close();
      await stopSandbox();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** What {@link startPortal} gives. */
export type Portal = Awaited<ReturnType<typeof startPortal>>;
