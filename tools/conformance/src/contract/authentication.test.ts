import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { TokenIssuer } from '../testing/tokenIssuer';
import { trusting, TrustingServer } from '../testing/trusting';

const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const REVIEW = '/apis/authentication.k8s.io/v1/tokenreviews';
const now = () => Math.floor(Date.now() / 1000);

async function whoAmI(api: ApiClient, token: string) {
  return api.post(
    SELF,
    { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    { token },
  );
}

async function review(api: ApiClient, token: string, audiences?: string[]) {
  const { body } = await api.post(REVIEW, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token, audiences },
  });
  return body.status;
}

trusting('JSON Web Tokens of several issuers', start => {
  let acme: TokenIssuer;
  let globex: TokenIssuer;
  let away: TokenIssuer;
  let server: TrustingServer;

  beforeAll(async () => {
    acme = await TokenIssuer.start();
    globex = await TokenIssuer.start();
    away = await TokenIssuer.start();
    await away.stop();
    server = await start({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AuthenticationConfiguration',
      jwt: [
        {
          issuer: {
            url: away.url,
            audiences: ['portal'],
            certificateAuthority: away.caData,
          },
          claimMappings: { username: { claim: 'sub', prefix: '' } },
        },
        {
          issuer: {
            url: acme.url,
            audiences: ['portal', 'cli'],
            audienceMatchPolicy: 'MatchAny',
            certificateAuthority: acme.caData,
          },
          claimMappings: {
            username: { claim: 'preferred_username', prefix: 'acme:' },
            groups: { claim: 'groups', prefix: 'acme:' },
            uid: { claim: 'sub' },
          },
          claimValidationRules: [{ claim: 'realm', requiredValue: 'acme' }],
        },
        {
          issuer: {
            url: globex.url,
            audiences: ['portal'],
            certificateAuthority: globex.caData,
          },
          claimMappings: {
            username: { claim: 'email', prefix: '' },
            groups: { claim: 'role', prefix: '' },
          },
        },
      ],
    });
    // Keys are fetched in the background, at once but not before the server answers.
    for (const token of [await alice(), await carol()]) {
      await server.api.until('/version', ({ code }) => code === 200, { token });
    }
  });
  afterAll(async () => {
    await server?.stop();
    await acme?.stop();
    await globex?.stop();
  });

  function alice(claims: Record<string, unknown> = {}) {
    return acme.token({
      sub: '1234',
      preferred_username: 'alice',
      groups: ['org-admin', 'user'],
      realm: 'acme',
      ...claims,
    });
  }
  function carol(claims: Record<string, unknown> = {}) {
    return globex.token({ email: 'carol@globex.example', ...claims });
  }

  it('stand for the user whom the claims name', async () => {
    const { code, body } = await whoAmI(
      server.api,
      await alice({ jti: 'token-1' }),
    );
    expect(code).toBe(201);
    expect(body.status).toEqual({
      userInfo: {
        username: 'acme:alice',
        uid: '1234',
        groups: ['acme:org-admin', 'acme:user', 'system:authenticated'],
        extra: {
          'authentication.kubernetes.io/credential-id': ['JTI=token-1'],
        },
      },
    });
  });

  it('are of the issuer that made them', async () => {
    const { body } = await whoAmI(
      server.api,
      await carol({ role: 'org-admin', email_verified: true }),
    );
    expect(body.status.userInfo).toEqual({
      username: 'carol@globex.example',
      groups: ['org-admin', 'system:authenticated'],
    });
  });

  it('are for any of the audiences', async () => {
    for (const aud of ['cli', ['other', 'portal']]) {
      const { code } = await whoAmI(server.api, await alice({ aud }));
      expect(code).toBe(201);
    }
  });

  it('are refused with 401 when anything is wrong with them', async () => {
    const [head, payload, signature] = (await alice()).split('.');
    const foreign = await globex.token({ iss: acme.url, realm: 'acme' });
    const wrong = [
      await alice({ exp: now() - 10 }),
      await alice({ exp: undefined }),
      await alice({ nbf: now() + 120 }),
      await alice({ aud: 'other' }),
      await alice({ aud: undefined }),
      await alice({ realm: 'globex' }),
      await alice({ realm: undefined }),
      await alice({ preferred_username: undefined }),
      await alice({ preferred_username: 7 }),
      await alice({ groups: [1] }),
      await alice({ iss: 'https://nobody.example' }),
      await carol({ email_verified: false }),
      await away.token({ sub: 'x' }),
      foreign,
      `${head}.${payload}.${signature.split('').reverse().join('')}`,
      `${head}.${payload}.`,
      'nonsense',
      'a.b.c',
    ];
    for (const token of wrong) {
      const { code, body } = await whoAmI(server.api, token);
      expect([token, code]).toEqual([token, 401]);
      expect(body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      });
    }
  });

  it('may be early by the minute that clocks differ', async () => {
    const { code } = await whoAmI(server.api, await alice({ nbf: now() + 30 }));
    expect(code).toBe(201);
  });

  it('are reviewed with the reason why they are not valid', async () => {
    const exp = now() - 10;
    const at = new Date(exp * 1000).toISOString().replace(/T(.*)\.000Z/, ' $1');
    const reasons = [
      [
        await alice({ exp }),
        `oidc: verify token: oidc: token is expired (Token Expiry: ${at} +0000 UTC)`,
      ],
      [
        await alice({ exp: undefined }),
        'oidc: verify token: oidc: token is expired (Token Expiry: 0001-01-01 00:00:00 +0000 UTC)',
      ],
      [
        await alice({ aud: 'other' }),
        'oidc: verify token: oidc: expected audience in ["cli" "portal"] got ["other"]',
      ],
      [
        await carol({ aud: 'other' }),
        'oidc: verify token: oidc: expected audience "portal" got ["other"]',
      ],
      [
        await alice({ realm: 'x' }),
        'oidc: required claim realm value does not match. Got = x, want = acme',
      ],
      [
        await alice({ realm: undefined }),
        'oidc: required claim realm not present in ID token',
      ],
      [await carol({ email_verified: false }), 'oidc: email not verified'],
      [
        await alice({ preferred_username: undefined }),
        'oidc: parse username claims "preferred_username": claim not present',
      ],
      [
        await alice({ preferred_username: 7 }),
        'oidc: parse username claims "preferred_username": json: cannot unmarshal number into Go value of type string',
      ],
      [
        await globex.token({ iss: acme.url, realm: 'acme' }),
        'oidc: verify token: failed to verify signature: failed to verify id token signature',
      ],
    ];
    for (const [token, reason] of reasons) {
      expect(await review(server.api, token)).toEqual({
        user: {},
        error: `[invalid bearer token, ${reason}]`,
      });
    }
    expect(await review(server.api, 'nonsense')).toEqual({
      user: {},
      error: 'invalid bearer token',
    });
  });

  it('are reviewed with the user they stand for', async () => {
    const status = await review(server.api, await alice());
    expect(status).toEqual({
      authenticated: true,
      user: {
        username: 'acme:alice',
        uid: '1234',
        groups: ['acme:org-admin', 'acme:user', 'system:authenticated'],
      },
      audiences: [expect.stringMatching(/^https:/)],
    });
    expect(await review(server.api, await alice(), ['portal'])).toEqual({
      user: {},
      error: 'invalid bearer token',
    });
  });

  it('are known again when the issuer has changed its key', async () => {
    await acme.rotate('ES256');
    const { code, body } = await whoAmI(server.api, await alice());
    expect(code).toBe(201);
    expect(body.status.userInfo.username).toBe('acme:alice');
  });
});
