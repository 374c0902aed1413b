import { contract } from '../testing/contract';
import { binding, grant, Rule, role, untilTrue, user } from '../testing/rbac';
import { said } from '../testing/said';

const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
type Headers = Record<string, string | string[]>;

function impersonating(
  user_: string,
  {
    groups = [],
    uid = '',
    extra = {},
  }: {
    groups?: string[];
    uid?: string;
    extra?: Record<string, string[]>;
  } = {},
): Headers {
  const headers: Headers = {};
  if (user_) {
    headers['impersonate-user'] = user_;
  }
  if (groups.length > 0) {
    headers['impersonate-group'] = groups;
  }
  if (uid) {
    headers['impersonate-uid'] = uid;
  }
  for (const [key, values] of Object.entries(extra)) {
    headers[`impersonate-extra-${encodeURIComponent(key)}`] = values;
  }
  return headers;
}

contract('somebody who acts as another', server => {
  const whoAmI = async (headers: Headers, token = 'admin') => {
    const answer = await server().api.post(SELF, {}, { token, headers });
    expect([answer.code, answer.text]).toEqual([201, answer.text]);
    return answer.body.status.userInfo;
  };
  const refused = async (headers: Headers, token: string) => {
    const { api } = server();
    return said(await api.get('/api', { token, headers }));
  };

  it('is that other to the server', async () => {
    const headers = impersonating('jane', {
      groups: ['a', 'b'],
      uid: 'u-1',
      extra: { scopes: ['x', 'y'], 'example.com/Key': ['z'] },
    });
    expect(await whoAmI(headers)).toEqual({
      username: 'jane',
      uid: 'u-1',
      groups: ['a', 'b', 'system:authenticated'],
      extra: { scopes: ['x', 'y'], 'example.com/key': ['z'] },
    });
    const { body } = await server().api.get('/api/v1/nodes', { headers });
    expect(body.message).toBe(
      'nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope',
    );
  });

  it('has the groups that come with the name', async () => {
    const account = 'system:serviceaccount:default:robot';
    expect(await whoAmI(impersonating(account))).toEqual({
      username: account,
      groups: [
        'system:serviceaccounts',
        'system:serviceaccounts:default',
        'system:authenticated',
      ],
    });
    expect(await whoAmI(impersonating(account, { groups: ['x'] }))).toEqual({
      username: account,
      groups: ['x', 'system:authenticated'],
    });
    expect(
      await whoAmI(impersonating('jane', { groups: ['system:authenticated'] })),
    ).toEqual({ username: 'jane', groups: ['system:authenticated'] });
    const unknown = impersonating('jane', {
      groups: ['system:unauthenticated'],
    });
    const { code } = await server().api.post(SELF, {}, { headers: unknown });
    expect(code).toBe(403);
    const anonymous = impersonating('system:anonymous');
    expect(
      await server().api.get('/api', { headers: anonymous }),
    ).toMatchObject({
      code: 403,
      body: {
        message: 'forbidden: User "system:anonymous" cannot get path "/api"',
      },
    });
  });

  it('must name a user', async () => {
    const headers = impersonating('', {
      groups: ['a', 'b'],
    });
    expect(await refused(headers, 'admin')).toEqual([
      '400 BadRequest',
      'requested [{Group  a    } {Group  b    }] without impersonating a user',
    ]);
    expect(await refused(impersonating('', { uid: 'u' }), 'admin')).toEqual([
      '400 BadRequest',
      'requested [{UID  u  authentication.k8s.io/v1  }] without impersonating a user',
    ]);
    expect(
      await refused(impersonating('', { extra: { k: ['v'] } }), 'admin'),
    ).toEqual([
      '400 BadRequest',
      'requested [{UserExtra  v  authentication.k8s.io/v1  k}] without impersonating a user',
    ]);
  });

  it('needs the right to', async () => {
    expect(await refused(impersonating('jane'), 'alice')).toEqual([
      '403 Forbidden',
      'users "jane" is forbidden: User "acme:alice" cannot impersonate resource "users" in API group "" at the cluster scope',
      '/users jane',
    ]);
    expect(
      await refused(
        impersonating('system:serviceaccount:default:robot'),
        'alice',
      ),
    ).toEqual([
      '403 Forbidden',
      'serviceaccounts "robot" is forbidden: User "acme:alice" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "default"',
      '/serviceaccounts robot',
    ]);
  });

  it('needs the right to each user, group, uid and extra value', async () => {
    const name = server().unique('impersonator');
    const jane = server().unique('jane');
    const rule = (
      apiGroup: string,
      resource: string,
      resourceName: string,
    ): Rule => ({
      verbs: ['impersonate'],
      apiGroups: [apiGroup],
      resources: [resource],
      resourceNames: [resourceName],
    });
    const api = 'authentication.k8s.io';
    await grant(
      server(),
      'clusterroles',
      role(
        name,
        rule('', 'users', jane),
        rule('', 'groups', 'g'),
        rule(api, 'userextras/scopes', 's'),
      ),
    );
    await grant(
      server(),
      'clusterrolebindings',
      binding(name, `ClusterRole/${name}`, user('portal')),
    );
    const allowed = impersonating(jane, {
      groups: ['g'],
      extra: { scopes: ['s'] },
    });
    await untilTrue(
      async () => (await refused(allowed, 'portal'))[0] === '200',
    );
    expect(await whoAmI(allowed, 'portal')).toEqual({
      username: jane,
      groups: ['g', 'system:authenticated'],
      extra: { scopes: ['s'] },
    });
    const message = async (what: Parameters<typeof impersonating>[1]) =>
      (await refused(impersonating(jane, what), 'portal'))[1];
    expect(await message({ groups: ['g', 'h'] })).toBe(
      'groups "h" is forbidden: User "portal" cannot impersonate resource "groups" in API group "" at the cluster scope',
    );
    expect(await message({ extra: { scopes: ['s', 't'] } })).toBe(
      'userextras.authentication.k8s.io "t" is forbidden: User "portal" cannot impersonate resource "userextras/scopes" in API group "authentication.k8s.io" at the cluster scope',
    );
    expect(await message({ uid: 'u' })).toBe(
      'uids.authentication.k8s.io "u" is forbidden: User "portal" cannot impersonate resource "uids" in API group "authentication.k8s.io" at the cluster scope',
    );
  });
});
