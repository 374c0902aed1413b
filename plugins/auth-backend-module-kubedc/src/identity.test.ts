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
    broker: { realm: 'sso', prefix: 'sso', groupsBelow: '/orgs' },
  },
} as Parameters<typeof findRealm>[0][number];

function resultOf(
  claims: Record<string, unknown>,
  organization = 'acme',
  prefix = '',
): KubedcAuthResult {
  const userinfo = { sub: '1', preferred_username: 'alice', ...claims };
  return {
    session: 'one',
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
    [{ preferred_username: 'Alice' }],
    [{ preferred_username: ' alice' }],
    // Cyrillic, and a full-width letter.
    [{ preferred_username: '\u0430lice' }],
    [{ preferred_username: '\uff41lice' }],
    [{ preferred_username: 'alice\u200b' }],
    [{ preferred_username: 'a'.repeat(254) }],
    // A person of the realm of all organizations has these names.
    [{ preferred_username: 'sso:alice' }],
    [{ preferred_username: 'sso.alice' }],
    [{ org: 'globex' }],
    [{ org: ['acme', 'globex'] }],
    [{ groups: 'org-admin' }],
  ])('refuses %j', claims => {
    expect(() => personOf(resultOf(claims))).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    );
  });

  describe('with another installation', () => {
    const signIn = (organization: string, own: string, others: string) => {
      const result = resultOf(
        { org: 'be-acme', groups: ['/orgs/be-acme/ops', 'ops'] },
        organization,
      );
      result.realm = findRealm(
        [
          { ...installation, entityNamespacePrefix: own },
          { ...installation, name: 'bern', entityNamespacePrefix: others },
        ],
        { installation: 'zurich', organization },
      );
      return () => personOf(result).userEntityRef;
    };

    it.each([
      ['an organization', 'be-acme', '', 'be-'],
      ['one of the realm of all organizations', 'sso', '', 'be-'],
      ['one behind a prefix', 'be-acme', 'ch-', 'ch-be-'],
    ])(
      'refuses %s whose people would be those of there',
      (_, organization, own, others) => {
        expect(signIn(organization, own, others)).toThrow(
          expect.objectContaining({ name: 'NotAllowedError' }),
        );
      },
    );

    it('takes names that only begin alike', () => {
      expect(signIn('be-acme', '', 'bern-')()).toBe('user:be-acme/alice');
      expect(signIn('be-acme', 'be-', '')()).toBe('user:be-be-acme/alice');
    });
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

  it('lets nobody be of the platform but people of its realm', () => {
    for (const organization of ['platform', 'system', 'Acme', 'a/b', 'a:b']) {
      expect(() => resultOf({}, organization)).toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
    }
    const person = personOf(resultOf({ groups: ['admin'] }, 'acme'));
    expect(person.groupEntityRefs).not.toContain(
      'group:kube-dc/platform-admin',
    );
    expect(person.identity.groups).toEqual(['acme:admin']);
  });

  it('cuts what is too long for a name in the catalog, and tells such names apart', () => {
    const [one, other] = ['1', '2'].map(end =>
      personOf(resultOf({ preferred_username: `${'a'.repeat(200)}${end}` })),
    );
    expect(one.userEntityRef).not.toBe(other.userEntityRef);
    expect(one.userEntityRef.length).toBeLessThan(80);
    expect(one.identity.user).toBe(`acme:${'a'.repeat(200)}1`);
  });

  describe('of a realm of all organizations', () => {
    const claims = {
      preferred_username: 'alice@mail.example',
      org: 'acme',
      groups: [
        '/orgs/acme/org-admin',
        '/orgs/acme/teams/backend',
        '/orgs/globex/org-admin',
        '/orgs/acme-2/user',
        '/staff',
        'org-admin',
        'system:masters',
      ],
    };

    it("is of the claimed organization by its groups there, under names that no person of the organization's own realm has", () => {
      const person = personOf(resultOf(claims, 'sso'));
      expect(person).toMatchObject({
        organization: 'acme',
        groupEntityRefs: expect.arrayContaining([
          'group:default/acme',
          'group:acme/org-admin',
        ]),
        identity: {
          installation: 'zurich',
          user: 'acme:sso:alice@mail.example',
          groups: ['acme:org-admin', 'acme:teams/backend'],
        },
      });
      expect(person.userEntityRef).toMatch(/^user:acme\/sso\.alice-mail/);
      const own = personOf(
        resultOf({ preferred_username: 'alice@mail.example' }),
      );
      expect(own.userEntityRef).not.toBe(person.userEntityRef);
      expect(own.identity.user).not.toBe(person.identity.user);
    });

    it.each([
      ['no organization', { org: undefined }],
      ['two', { org: ['acme', 'globex'] }],
      ['one it has no group in', { org: 'initech' }],
      ['one whose name begins another', { org: 'acm' }],
      ['the platform', { org: 'platform', groups: ['/orgs/platform/admin'] }],
      ['its realm', { org: 'master', groups: ['/orgs/master/admin'] }],
      ['Kubernetes', { org: 'system', groups: ['/orgs/system/masters'] }],
      ['itself', { org: 'sso', groups: ['/orgs/sso/user'] }],
      ['no name', { org: 'acme:x', groups: ['/orgs/acme:x/user'] }],
      ['a path', { org: 'acme/../globex', groups: ['/orgs/globex/user'] }],
      ['groups without a path', { groups: ['org-admin', 'acme/org-admin'] }],
      ['the group of the organization itself', { groups: ['/orgs/acme'] }],
    ])('refuses %s', (_, changed) => {
      expect(() =>
        personOf(resultOf({ ...claims, ...changed }, 'sso')),
      ).toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
    });
  });
});
