import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type {
  AdapterFactory,
  Configuration,
  JWK,
  KoaContextWithOIDC,
} from 'oidc-provider';
import type Provider from 'oidc-provider';
import { accessTokensOf } from './accessTokens';
import { accountOf, REALM_CLAIMS, subjectOf } from './accounts';
import { clientsOf, isLoopbackRedirect } from './clients';
import { renderErrorPage } from './loginPage';
import { createMemoryAdapter } from './memoryAdapter';
import { answerLogout, answerUserinfo } from './sessions';
import type { Person } from '../people';

/** Paths below a realm, the ones that a Keycloak realm has. */
export const ROUTES = {
  authorization: '/protocol/openid-connect/auth',
  token: '/protocol/openid-connect/token',
  userinfo: '/protocol/openid-connect/userinfo',
  jwks: '/protocol/openid-connect/certs',
  revocation: '/protocol/openid-connect/revoke',
  logout: '/protocol/openid-connect/logout',
  interaction: '/login',
} as const;

export interface RealmOptions {
  realm: string;
  issuer: string;
  /** Where browsers see the login page, for example `http://localhost:5557`. */
  loginUrl: string;
  people: readonly Person[];
  portalSecret: string;
  accessTokenSeconds: number;
}

/** An OpenID provider for one realm. */
export async function createRealm(options: RealmOptions): Promise<Provider> {
  const { default: OidcProvider } = await import('oidc-provider');
  const key = await createSigningKey();
  const people = new Map(
    options.people.map(person => [subjectOf(person), person]),
  );
  const adapter = createMemoryAdapter();
  const provider = new OidcProvider(
    options.issuer,
    configurationOf(options, { key, people, adapter }),
  );
  const sessions = {
    provider,
    issuer: options.issuer,
    key,
    people,
    grants: adapter('Grant'),
  };

  provider.Client.prototype.redirectUriAllowed = isLoopbackRedirect;
  provider.use(async (context: KoaContextWithOIDC, next) => {
    if (context.path === ROUTES.userinfo) {
      await answerUserinfo(context, sessions);
      return;
    }
    if (context.path === ROUTES.logout) {
      await answerLogout(context, sessions);
      return;
    }
    await next();
    if (context.oidc?.route === 'discovery') {
      const metadata = context.body as Record<string, unknown>;
      // Browsers know nothing of the sandbox's certificate authority, so the page they see is plain http.
      metadata.authorization_endpoint = `${options.loginUrl}/realms/${options.realm}${ROUTES.authorization}`;
      metadata.end_session_endpoint = `${options.issuer}${ROUTES.logout}`;
    }
  });
  return provider;
}

function configurationOf(
  options: RealmOptions,
  own: {
    key: JWK;
    people: ReadonlyMap<string, Person>;
    adapter: AdapterFactory;
  },
): Configuration {
  const accessTokens = accessTokensOf({
    realm: options.realm,
    people: own.people,
    seconds: options.accessTokenSeconds,
  });
  const cookie = (name: string) => `sandbox-${options.realm}-${name}`;
  return {
    adapter: own.adapter,
    clients: clientsOf(options.portalSecret),
    jwks: { keys: [own.key] },
    routes: {
      authorization: ROUTES.authorization,
      token: ROUTES.token,
      userinfo: ROUTES.userinfo,
      jwks: ROUTES.jwks,
      revocation: ROUTES.revocation,
    },
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      // All realms share one host, and cookies know no ports.
      names: {
        session: cookie('session'),
        interaction: cookie('interaction'),
        resume: cookie('resume'),
      },
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: { openid: ['sub', ...REALM_CLAIMS] },
    // ID tokens carry the claims themselves: the Kubernetes API sees nothing else.
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, client, token) =>
          token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: accessTokens.feature,
    },
    extraTokenClaims: accessTokens.extraTokenClaims,
    ttl: {
      AccessToken: options.accessTokenSeconds,
      IdToken: options.accessTokenSeconds,
      AuthorizationCode: 60,
      Interaction: 60 * 60,
      Session: 12 * 60 * 60,
      Grant: 12 * 60 * 60,
      RefreshToken: 12 * 60 * 60,
    },
    issueRefreshToken: async (_context, client) =>
      client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    // One browser may be signed in as several people in turn; signing in again must not end the others' tokens.
    expiresWithSession: async () => false,
    findAccount: (_context, subject) => {
      const person = own.people.get(subject);
      return person && accountOf(person);
    },
    interactions: {
      url: (_context, interaction) =>
        `/realms/${options.realm}${ROUTES.interaction}/${interaction.uid}`,
    },
    loadExistingGrant: context =>
      grantEverything(context, accessTokens.grantedTo, accessTokens.scope),
    renderError: async (context, out) => {
      context.type = 'html';
      context.body = renderErrorPage(out.error_description ?? out.error);
    },
  };
}

/** Consent is the company's, not the person's: nobody is asked. */
async function grantEverything(
  context: KoaContextWithOIDC,
  resource: string,
  scope: string,
) {
  const { client, session, provider, params } = context.oidc;
  const accountId = session?.accountId;
  if (!client || !accountId) {
    return undefined;
  }
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(String(params?.scope ?? 'openid'));
  grant.addResourceScope(resource, scope);
  await grant.save();
  return grant;
}

/** Keys take long to find, so another thread looks for them. */
async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
  });
  return {
    ...(privateKey.export({ format: 'jwk' }) as JWK),
    kid: randomUUID(),
    use: 'sig',
    alg: 'RS256',
  };
}
