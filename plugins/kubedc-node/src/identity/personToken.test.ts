import type { Installation } from '../installations';
import { readPersonToken } from './personToken';

const NOW = 1_800_000_000_000;

const installation = {
  name: 'zurich',
  oidc: {
    issuer: 'https://login.example/realms/{realm}',
    platformRealm: 'master',
    platformPrefix: 'platform',
    broker: { realm: 'sso', prefix: 'sso', groupsBelow: '/orgs' },
  },
} as Installation;

const encode = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const tokenOf = (claims: object) =>
  `${encode({ alg: 'RS256' })}.${encode(claims)}.c2lnbmF0dXJl`;

const claims = {
  iss: 'https://login.example/realms/acme',
  preferred_username: 'alice',
  exp: NOW / 1000 + 300,
};

const read = (token: string, user = 'acme:alice') =>
  readPersonToken(token, { installation, identity: { user }, now: NOW });

describe('readPersonToken', () => {
  it("takes the person's own token, and tells when it ends", () => {
    const token = tokenOf(claims);
    expect(read(token)).toEqual({
      token,
      expiresAt: new Date(NOW + 300_000),
    });
  });

  it("knows the platform's realm by the prefix of its people", () => {
    const token = tokenOf({
      ...claims,
      iss: 'https://login.example/realms/master',
      preferred_username: 'olga',
    });
    expect(read(token, 'platform:olga').token).toBe(token);
  });

  it('knows the realm of all organizations by the names of its people, of the organization they signed in for', () => {
    const brokered = {
      ...claims,
      iss: 'https://login.example/realms/sso',
      org: 'acme',
    };
    const token = tokenOf(brokered);
    expect(read(token, 'acme:sso:alice').token).toBe(token);
    for (const [user, other] of [
      ['acme:sso:alice', { org: 'globex' }],
      ['acme:sso:alice', { org: undefined }],
      ['acme:sso:alice', { org: ['acme'] }],
      ['globex:sso:alice', {}],
      ['acme:sso:bob', {}],
      ['acme:alice', {}],
      // Somebody of the organization's own realm with a name like that.
      [
        'acme:sso:alice',
        {
          iss: 'https://login.example/realms/acme',
          preferred_username: 'sso:alice',
        },
      ],
    ] as const) {
      expect(() => read(tokenOf({ ...brokered, ...other }), user)).toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
    }
  });

  it.each([
    ['of another realm', { iss: 'https://login.example/realms/globex' }],
    ['of another server', { iss: 'https://evil.example/realms/acme' }],
    ['of another person', { preferred_username: 'bob' }],
    ['without a person', { preferred_username: undefined }],
    ['without an end', { exp: undefined }],
  ])('refuses a token %s', (_, other) => {
    const token = tokenOf({ ...claims, ...other });
    expect(() => read(token)).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });

  it('does not take an organization called as the platform’s prefix for the platform', () => {
    const token = tokenOf({
      ...claims,
      iss: 'https://login.example/realms/platform',
    });
    expect(() => read(token, 'platform:alice')).toThrow('another sign-in');
  });

  it.each([0, -1, 4])('takes one that ends in %s seconds for ended', left => {
    const token = tokenOf({ ...claims, exp: NOW / 1000 + left });
    expect(() => read(token)).toThrow(
      expect.objectContaining({
        name: 'SessionEndedError',
        statusCode: 401,
        message: 'Your session ended; sign in again',
      }),
    );
  });

  it.each([
    'opaque',
    'a.b',
    `${encode({})}.bm90IGpzb24.x`,
    `${tokenOf(claims)}\r\nx: y`,
    tokenOf({ ...claims, filler: 'x'.repeat(12_000) }),
  ])('refuses what is no JSON Web Token, and does not repeat it', token => {
    expect(() => read(token)).toThrow(
      new Error('The token in the request is not a JSON Web Token'),
    );
  });

  it('refuses every token where no realms are configured', () => {
    expect(() =>
      readPersonToken(tokenOf(claims), {
        installation: { ...installation, oidc: undefined },
        identity: { user: 'acme:alice' },
        now: NOW,
      }),
    ).toThrow('another sign-in server');
  });
});
