import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type Provider from 'oidc-provider';
import { ensureClientSecret } from './clients';
import { handleLogin, sendHtml } from './login';
import { renderErrorPage } from './loginPage';
import { createRealm, ROUTES } from './realm';
import type { Person } from '../people';
import type { OidcServer, OidcServerOptions } from './types';

/** A realm, and who is in it. */
type Realm = { people: readonly Person[]; provide: () => Promise<Provider> };

/**
 * Starts the OpenID provider that stands for the platform's Keycloak: a realm for every organization and one for the
 * platform, below `/realms/{realm}`. The issuer is https, as the Kubernetes API demands; the login page is http.
 */
export async function startOidcServer(
  options: OidcServerOptions,
): Promise<OidcServer> {
  const stray = options.people.find(p => !options.realms.includes(p.realm));
  if (stray) {
    throw new Error(`${stray.name} is of realm ${stray.realm}, which is none`);
  }
  const host = options.host ?? '127.0.0.1';
  const { file, secret } = await ensureClientSecret(options.dir);
  const { certificate, key } = await options.ca.issue([
    'localhost',
    '127.0.0.1',
    '::1',
  ]);

  const realms = new Map<string, Realm>();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    dispatch(request, response, realms).catch(error => {
      options.logger.warn(`OIDC request failed: ${error}`);
      if (!response.headersSent) {
        sendHtml(response, 500, renderErrorPage('Something went wrong.'));
      } else {
        response.destroy();
      }
    });
  };
  const secure = createHttpsServer({ cert: certificate, key }, handle);
  const plain = createHttpServer(handle);
  const servers = [secure, plain];
  try {
    const port = await listen(secure, options.port, host);
    const loginPort = await listen(
      plain,
      options.loginPort ?? (options.port === 0 ? 0 : port + 1),
      host,
    );
    const url = `https://localhost:${port}`;
    const loginUrl = `http://localhost:${loginPort}`;
    const issuer = (realm: string) => `${url}/realms/${realm}`;
    const addRealm = (realm: string, people: readonly Person[]) => {
      if (realms.has(realm)) {
        return;
      }
      const provide = onFirstUse(() =>
        createRealm({
          realm,
          issuer: issuer(realm),
          loginUrl,
          people,
          portalSecret: secret,
          accessTokenSeconds: options.accessTokenSeconds ?? 900,
        }),
      );
      realms.set(realm, { people, provide });
    };
    for (const realm of options.realms) {
      addRealm(
        realm,
        options.people.filter(person => person.realm === realm),
      );
    }
    options.logger.info(
      `Sign-in at ${issuer('{realm}')}, login page at ${loginUrl}`,
    );
    return {
      issuer,
      url,
      loginUrl,
      clientSecretFile: file,
      addRealm,
      removeRealm: realm => {
        realms.delete(realm);
      },
      stop: () => closeAll(servers),
    };
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
}

/**
 * Makes something when it is first asked for: a realm's key and the provider's
 * code take as long as all else at the start, and nobody signs in that soon.
 */
function onFirstUse<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function dispatch(
  request: IncomingMessage & { originalUrl?: string },
  response: ServerResponse,
  realms: ReadonlyMap<string, Realm>,
): Promise<void> {
  const match = /^\/realms\/([^/?]+)(\/[^?]*)/.exec(request.url ?? '');
  const realm = match?.[1];
  const served = realm ? realms.get(realm) : undefined;
  if (!match || !realm || !served) {
    sendHtml(response, 404, renderErrorPage('There is no such realm.'));
    return;
  }
  const provider = await served.provide();
  const path = match[2];
  if (path.startsWith(`${ROUTES.interaction}/`)) {
    await handleLogin(request, response, {
      provider,
      realm,
      people: [...realms.values()].flatMap(({ people }) => people),
    });
    return;
  }
  if (path === ROUTES.authorization) {
    // Every sign-in begins at the list of people: trying the other roles is what the sandbox is for.
    delete request.headers.cookie;
  }
  request.originalUrl = request.url;
  request.url = request.url?.slice(`/realms/${realm}`.length);
  await provider.callback()(request, response);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function closeAll(
  servers: Array<Server & { closeAllConnections(): void }>,
): Promise<void> {
  await Promise.all(
    servers.map(
      server =>
        new Promise<void>(resolve => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}
