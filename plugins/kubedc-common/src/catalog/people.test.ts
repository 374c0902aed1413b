import { isRealmName, personRefsOf, realmGroupsOf } from './people';

describe('people', () => {
  const alice = {
    realm: 'acme',
    platform: false,
    username: 'alice',
    groups: ['org-admin', 'Backend Team'],
  };

  it('of an organization are in its groups and in itself', () => {
    const { user, groups } = personRefsOf(alice);
    expect(user).toBe('user:acme/alice');
    expect(groups.slice(0, 2)).toEqual([
      'group:default/acme',
      'group:acme/org-admin',
    ]);
    expect(groups[2]).toMatch(/^group:acme\/backend-team_[0-9a-f]+$/);
    expect(personRefsOf(alice, { entityNamespacePrefix: 'zh-' })).toMatchObject(
      {
        user: 'user:zh-acme/alice',
        groups: expect.arrayContaining(['group:default/zh-acme']),
      },
    );
  });

  it('of the platform are administrators by one group alone', () => {
    const olga = { realm: 'master', platform: true, username: 'olga' };
    expect(personRefsOf({ ...olga, groups: ['admin', 'other'] })).toEqual({
      user: 'user:kube-dc/olga',
      groups: ['group:kube-dc/platform-admin'],
    });
    expect(personRefsOf({ ...olga, groups: ['other'] }).groups).toEqual([]);
    // An organization's own group of that name gives nothing.
    expect(personRefsOf({ ...alice, groups: ['admin'] }).groups).toEqual([
      'group:default/acme',
      'group:acme/admin',
    ]);
  });

  it('have groups by name, each once, and none that no realm may give', () => {
    expect(
      realmGroupsOf([
        '/org-admin',
        'org-admin',
        'user',
        5,
        '',
        'system:masters',
        'a\nb',
      ]),
    ).toEqual(['org-admin', 'user']);
    expect(isRealmName('x'.repeat(253))).toBe(true);
    expect(isRealmName('x'.repeat(254))).toBe(false);
  });
});
