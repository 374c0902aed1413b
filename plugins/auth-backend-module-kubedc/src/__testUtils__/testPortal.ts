import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
  decodeOAuthState,
  encodeOAuthState,
} from '@backstage/plugin-auth-node';
import type {
  ClientAuthResponse,
  OAuthState,
} from '@backstage/plugin-auth-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { EventParams } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { kubedcIdentityServiceRef } from '@kubedc/backstage-plugin-kubedc-node';
import { PORTAL_CLIENT } from '@kubedc/sandbox/oidc';
import { TestBrowser } from '@kubedc/sandbox/oidc-testing';
import type { BrowserResponse } from '@kubedc/sandbox/oidc-testing';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import authModuleKubedc from '../index';

const APP_ORIGIN = 'http://localhost:3000';

type Message = { response?: ClientAuthResponse<unknown>; error?: Error };
type Probe = 'whoami' | 'relay';

/** Tells who the caller is on the platform, directly and through a second plugin. */
const probePlugin = createBackendPlugin({
  pluginId: 'probe',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        router: coreServices.httpRouter,
        discovery: coreServices.discovery,
        identity: kubedcIdentityServiceRef,
      },
      async init({ auth, httpAuth, router, discovery, identity }) {
        router.use(async (req, res) => {
          const credentials = await httpAuth.credentials(req);
          if (req.path === '/whoami') {
            res.json({ identity: await identity.find(credentials) });
            return;
          }
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'probe',
          });
          const url = `${await discovery.getBaseUrl('probe')}/whoami`;
          const answer = await fetch(url, {
            headers: { authorization: `Bearer ${token}` },
          });
          res.status(answer.status).json(await answer.json());
        });
      },
    });
  },
});

/** Signs in whoever says who they are, with a claim that looks like ours. */
const otherProviderModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'other',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'other',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              authenticate: async ({ req }) => ({
                result: `${req.header('x-user')}`,
              }),
            }),
            signInResolver: async ({ result: sub }, context) =>
              context.issueToken({
                claims: {
                  sub,
                  ent: [sub],
                  kubedc: {
                    installation: 'zurich',
                    user: 'platform:olga',
                    groups: ['platform:admin'],
                    issuedAt: Math.floor(Date.now() / 1000),
                  },
                },
              }),
          }),
        });
      },
    });
  },
});

/** A portal with the real auth backend, and browsers that sign in to it. */
export async function startTestPortal(options: {
  dir: string;
  ca: string;
  issuer: string;
  secretFile: string;
  /** Instead of the usual `auth.session`. */
  session?: JsonObject;
  /** Lets people sign in with something else as well. */
  otherProvider?: boolean;
}) {
  const caFile = join(options.dir, 'ca.crt');
  await writeFile(caFile, options.ca);
  const events: EventParams[] = [];
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleKubedc,
      ...(options.otherProvider ? [otherProviderModule] : []),
      probePlugin,
      authServiceFactory,
      httpAuthServiceFactory,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish: async event => {
            events.push(event);
          },
          subscribe: async () => {},
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: APP_ORIGIN },
          backend: { baseUrl: 'http://localhost' },
          auth: {
            environment: 'development',
            session: options.session ?? { secret: 'test' },
            providers: {
              kubedc: {},
              ...(options.otherProvider && { other: {} }),
            },
          },
          kubedc: {
            installations: {
              zurich: {
                kubeconfig: 'in-cluster',
                oidc: {
                  issuer: options.issuer,
                  clientId: PORTAL_CLIENT,
                  clientSecret: await readFile(options.secretFile, 'utf8'),
                  caFile,
                  broker: { realm: 'sso' },
                },
              },
            },
          },
        },
      }),
    ],
  });
  const url = `http://localhost:${server.port()}`;
  const provider = `${url}/api/auth/kubedc`;

  async function start(query: Record<string, string>, browser?: TestBrowser) {
    const parameters = new URLSearchParams({
      env: 'development',
      origin: APP_ORIGIN,
      flow: 'popup',
      ...query,
    });
    const response = await (browser ?? new TestBrowser(options.ca)).follow(
      `${provider}/start?${parameters}`,
    );
    return { response, error: readMessage(response).error };
  }

  async function whoIs(token: string | undefined, probe: Probe = 'whoami') {
    const { body } = await new TestBrowser(options.ca).fetch(
      `${url}/api/probe/${probe}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    return JSON.parse(body).identity;
  }

  async function signInElsewhere(userEntityRef: string) {
    const { body } = await new TestBrowser(options.ca).fetch(
      `${url}/api/auth/other/refresh`,
      { headers: { 'x-user': userEntityRef } },
    );
    const answer: ClientAuthResponse<unknown> = JSON.parse(body);
    return answer.backstageIdentity?.token;
  }

  async function signIn(
    organization: string,
    person: string,
    extra: {
      tamperState?: (state: OAuthState) => OAuthState & Record<string, string>;
    } = {},
  ) {
    const browser = new TestBrowser(options.ca);
    const { response: page } = await start({ organization }, browser);
    const chosen = await browser.fetch(page.url, { form: { person } });
    const callback = await browser.follow(chosen.location!, to =>
      to.startsWith(provider),
    );
    const target = new URL(callback.location!);
    if (extra.tamperState) {
      const state = decodeOAuthState(target.searchParams.get('state')!);
      const tampered = encodeOAuthState(extra.tamperState(state));
      target.searchParams.set('state', tampered);
    }
    const { response, error } = readMessage(await browser.fetch(target.href));
    const headers = { 'x-requested-with': 'XMLHttpRequest' };

    return {
      browser,
      error,
      response: response ?? ({} as ClientAuthResponse<unknown>),
      whoAmI: (probe?: Probe) =>
        whoIs(response?.backstageIdentity?.token, probe),
      async refresh() {
        const refreshed = await browser.fetch(
          `${provider}/refresh?env=development`,
          { headers },
        );
        const body = JSON.parse(refreshed.body) as ClientAuthResponse<unknown>;
        return { status: refreshed.status, identity: body.backstageIdentity };
      },
      signOut: () =>
        browser.fetch(`${provider}/logout?env=development`, {
          method: 'POST',
          headers,
        }),
    };
  }

  return { url, events, start, signIn, signInElsewhere, whoIs };
}

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

/** What the popup tells the page that opened it. */
function readMessage({ body }: BrowserResponse): Message {
  const encoded = /decodeURIComponent\('([^']+)'\)/.exec(body)?.[1];
  return encoded ? JSON.parse(decodeURIComponent(encoded)) : {};
}
