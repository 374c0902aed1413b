import {
  AuthenticationConfiguration,
  JwtAuthenticatorConfiguration,
} from '@kubedc/embedded-apiserver';
import { untilTrue } from '../testing/rbac';
import { TokenIssuer } from '../testing/tokenIssuer';
import { trusting, TrustingServer } from '../testing/trusting';

const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const REVIEW = '/apis/authentication.k8s.io/v1/tokenreviews';

const CLAIMS = {
  id: '1234',
  realm: 'acme',
  preferred_username: 'alice',
  groups: ['org-admin'],
  project: { name: 'prod' },
  level: 3,
};

function configuration(
  ...jwt: JwtAuthenticatorConfiguration[]
): AuthenticationConfiguration {
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    jwt,
  };
}

function issuerOf({ url, caData }: TokenIssuer) {
  return { url, audiences: ['portal'], certificateAuthority: caData };
}

trusting('expressions over the claims of a token', start => {
  let issuer: TokenIssuer;
  let server: TrustingServer;
  beforeAll(async () => {
    issuer = await TokenIssuer.start();
    server = await start(
      configuration({
        issuer: issuerOf(issuer),
        claimMappings: {
          username: {
            expression: "claims.realm + ':' + claims.preferred_username",
          },
          groups: {
            expression:
              "has(claims.groups) ? dyn(claims.groups).map(g, claims.realm + ':' + g) : []",
          },
          uid: { expression: 'claims.id' },
          extra: [
            {
              key: 'example.com/project',
              valueExpression: 'claims.project.name',
            },
            {
              key: 'example.com/tier',
              valueExpression: "claims.level > 2 ? ['gold', ''] : []",
            },
          ],
        },
        claimValidationRules: [
          { expression: "claims.realm != 'master'", message: 'not of a realm' },
        ],
        userValidationRules: [
          {
            expression: "!user.username.startsWith('system:')",
            message: 'reserved',
          },
          { expression: "user.groups.all(g, !g.endsWith(':root'))" },
        ],
      }),
    );
    const token = await issuer.token(CLAIMS);
    await server.api.until('/version', ({ code }) => code === 200, { token });
  });
  afterAll(async () => {
    await server?.stop();
    await issuer?.stop();
  });

  const review = async (claims: Record<string, unknown>) => {
    const token = await issuer.token({ ...CLAIMS, ...claims });
    const { body } = await server.api.post(REVIEW, { spec: { token } });
    return body.status;
  };

  it('make the user', async () => {
    expect((await review({})).user).toEqual({
      username: 'acme:alice',
      uid: '1234',
      groups: ['acme:org-admin', 'system:authenticated'],
      extra: {
        'example.com/project': ['prod'],
        'example.com/tier': ['gold'],
      },
    });
    expect((await review({ groups: undefined, level: 1 })).user).toEqual({
      username: 'acme:alice',
      uid: '1234',
      groups: ['system:authenticated'],
      extra: { 'example.com/project': ['prod'] },
    });
  });

  it('refuse tokens, with the reason', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [
        { realm: 'master' },
        "oidc: error evaluating claim validation expression: validation expression 'claims.realm != 'master'' failed: not of a realm",
      ],
      [
        { realm: 'system' },
        "oidc: error evaluating user info validation rule: validation expression '!user.username.startsWith('system:')' failed: reserved",
      ],
      [
        { groups: ['root'] },
        "oidc: error evaluating user info validation rule: validation expression 'user.groups.all(g, !g.endsWith(':root'))' failed: ",
      ],
      [
        { preferred_username: undefined },
        "oidc: error evaluating username claim expression: expression 'claims.realm + ':' + claims.preferred_username' resulted in error: no such key: preferred_username",
      ],
      [
        { sub: 7 },
        'oidc: verify token: oidc: failed to unmarshal claims: json: cannot unmarshal number into Go struct field idToken.sub of type string',
      ],
      [
        { id: 7 },
        'oidc: error evaluating uid claim expression: uid claim expression must return a string',
      ],
      [
        { project: { name: 7 } },
        'oidc: error evaluating extra claim expression: claims.project.name: expression must return a string or a list of strings',
      ],
    ];
    for (const [claims, reason] of cases) {
      expect(await review(claims)).toEqual({
        user: {},
        error: `[invalid bearer token, ${reason}]`,
      });
    }
  });
});

trusting('issuers that change while the server runs', start => {
  let acme: TokenIssuer;
  let globex: TokenIssuer;
  let server: TrustingServer;
  beforeAll(async () => {
    acme = await TokenIssuer.start();
    globex = await TokenIssuer.start();
    server = await start(configuration());
  });
  afterAll(async () => {
    await server?.stop();
    await acme?.stop();
    await globex?.stop();
  });
  const subject = (prefix: string) => ({
    username: { claim: 'sub', prefix },
  });
  const nameOf = async (issuer: TokenIssuer) => {
    const token = await issuer.token({ jti: String(Math.random()) });
    const { body } = await server.api.post(SELF, {}, { token });
    return body.status?.userInfo?.username;
  };

  it('are trusted from then on, and others no more', async () => {
    expect(await nameOf(acme)).toBeUndefined();
    await server.setAuthentication(
      configuration({
        issuer: issuerOf(acme),
        claimMappings: subject('acme:'),
      }),
    );
    await untilTrue(async () => (await nameOf(acme)) === 'acme:somebody');
    expect(await nameOf(globex)).toBeUndefined();

    await server.setAuthentication(
      configuration({
        issuer: issuerOf(globex),
        claimMappings: subject('globex:'),
      }),
    );
    await untilTrue(async () => (await nameOf(globex)) === 'globex:somebody');
    expect(await nameOf(acme)).toBeUndefined();
  });

  it('stay as they are when the change is not valid', async () => {
    await expect(
      server.setAuthentication(
        configuration({
          issuer: { ...issuerOf(acme), url: 'http://localhost' },
          claimMappings: subject(''),
        }),
      ),
    ).rejects.toThrow();
    expect(await nameOf(globex)).toBe('globex:somebody');
  });

  it('must be valid for the server to start', async () => {
    // What is of any type cannot be gone through before it is dyn.
    const expression = 'claims.groups.map(g, g)';
    await expect(
      start(
        configuration({
          issuer: { ...issuerOf(acme), url: 'http://localhost' },
          claimMappings: { ...subject(''), groups: { expression } },
        }),
      ),
    ).rejects.toThrow(
      `[jwt[0].issuer.url: Invalid value: "http://localhost": URL scheme must be https, jwt[0].claimMappings.groups.expression: Invalid value: "${expression}": compilation failed: ERROR: <input>:1:7: expression of type 'any' cannot be range of a comprehension (must be list, map, or dynamic)`,
    );
  });
});
