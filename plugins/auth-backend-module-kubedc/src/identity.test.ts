import { TokenSet } from 'openid-client';
import type { KubedcAuthResult } from './authenticator';
import { personOf } from './identity';
import { findRealm } from './realm';

const installation = {
  name: 'zurich',
  entityNamespacePrefix: '',
  oidc: {
    issuer: 'https://login.example/realms/{realm}',
    clientId: 'backstage',
    scope: 'openid',
    platformRealm: 'master',
    platformPrefix: 'platform',
  },
} as Parameters<typeof findRealm>[0][number];

function resultOf(
  claims: Record<string, unknown>,
  organization = 'acme',
  prefix = '',
): KubedcAuthResult {
  const userinfo = { sub: '1', preferred_username: 'alice', ...claims };
  return {
    userinfo,
    tokenset: new TokenSet({ access_token: 'secret' }),
    realm: findRealm([{ ...installation, entityNamespacePrefix: prefix }], {
      organization,
    }),
  };
}

describe('personOf', () => {
  it('takes the prefix of every name from the realm, whatever the claims say', () => {
    const person = personOf(
      resultOf({ groups: ['/org-admin', 'platform:admin', 'globex:user'] }),
    );
    expect(person.identity).toEqual({
      installation: 'zurich',
      user: 'acme:alice',
      groups: ['acme:org-admin', 'acme:platform:admin', 'acme:globex:user'],
    });
  });

  it('leaves out groups that belong to Kubernetes, and what is no name', () => {
    const groups = [
      'system:masters',
      '',
      'a\r\nImpersonate-User: x',
      7,
      'user',
    ];
    expect(personOf(resultOf({ groups })).identity.groups).toEqual([
      'acme:user',
    ]);
  });

  it.each([
    [{ preferred_username: undefined }],
    [{ preferred_username: 'system:admin' }],
    [{ preferred_username: 'a\nb' }],
    [{ preferred_username: ['alice'] }],
    [{ org: 'globex' }],
    [{ org: ['acme', 'globex'] }],
    [{ groups: 'org-admin' }],
  ])('refuses %j', claims => {
    expect(() => personOf(resultOf(claims))).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });

  it('refuses an answer of the userinfo endpoint about somebody else', () => {
    const result = resultOf({});
    const payload = Buffer.from(JSON.stringify({ sub: '2' }));
    result.tokenset.id_token = `e30.${payload.toString('base64url')}.x`;
    expect(() => personOf(result)).toThrow('two people');
  });

  it('makes a person of the platform realm an administrator only by its group', () => {
    const person = personOf(resultOf({ groups: ['viewer'] }, 'master'));
    expect(person).toMatchObject({
      organization: undefined,
      userEntityRef: 'user:kube-dc/alice',
      groupEntityRefs: [],
      identity: { user: 'platform:alice', groups: ['platform:viewer'] },
    });
  });

  it("puts the installation's prefix before entity namespaces, not before Kubernetes names", () => {
    const person = personOf(resultOf({ groups: ['user'] }, 'acme', 'zh-'));
    expect(person.userEntityRef).toBe('user:zh-acme/alice');
    expect(person.groupEntityRefs).toEqual([
      'group:default/zh-acme',
      'group:zh-acme/user',
    ]);
    expect(person.identity.user).toBe('acme:alice');
  });

  it('keeps an address that the realm did not verify to itself', () => {
    expect(
      personOf(resultOf({ email: 'a@b.example', email_verified: false })).email,
    ).toBeUndefined();
  });
});
