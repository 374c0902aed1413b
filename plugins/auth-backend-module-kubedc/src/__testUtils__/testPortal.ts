import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import {
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

/** A portal with the real auth backend, and browsers that sign in to it. */
export async function startTestPortal(options: {
  dir: string;
  ca: string;
  issuer: string;
  secretFile: string;
  /** Instead of the usual `auth.session`. */
  session?: JsonObject;
}) {
  const caFile = join(options.dir, 'ca.crt');
  await writeFile(caFile, options.ca);
  const events: EventParams[] = [];
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleKubedc,
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
            providers: { kubedc: {} },
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
      async whoAmI(probe: Probe = 'whoami') {
        const token = response?.backstageIdentity?.token;
        const { body } = await browser.fetch(`${url}/api/probe/${probe}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        return JSON.parse(body).identity;
      },
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

  return { url, events, start, signIn };
}

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;

/** What the popup tells the page that opened it. */
function readMessage({ body }: BrowserResponse): Message {
  const encoded = /decodeURIComponent\('([^']+)'\)/.exec(body)?.[1];
  return encoded ? JSON.parse(decodeURIComponent(encoded)) : {};
}
