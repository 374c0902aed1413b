import { TestServer } from './testing/testServer';
import {
  CONFIG_MAPS,
  configMap,
  WIDGETS,
  WIDGETS_PATH,
} from './testing/widgets';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

function binding(
  kind: string,
  name: string,
  roleRef: [string, string],
  subject: object,
  namespace?: string,
) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, namespace },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: roleRef[0],
      name: roleRef[1],
    },
    subjects: [subject],
  };
}

function role(kind: string, name: string, rules: object[], metadata = {}) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, ...metadata },
    rules,
  };
}

const alice = { kind: 'Group', name: 'acme:org-admin' };

describe('who may do what', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    server.server.load([
      WIDGETS,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme' } },
      binding('RoleBinding', 'admins', ['ClusterRole', 'admin'], alice, 'acme'),
      role('ClusterRole', 'impersonator', [
        {
          apiGroups: [''],
          resources: ['users', 'groups'],
          verbs: ['impersonate'],
        },
      ]),
      binding('ClusterRoleBinding', 'portal', ['ClusterRole', 'impersonator'], {
        kind: 'User',
        name: 'portal',
      }),
    ]);
  });
  afterAll(() => server.remove());

  it('refuses tokens it does not know', async () => {
    const { code, body } = await server.get(CONFIG_MAPS, { token: 'nobody' });
    expect(code).toBe(401);
    expect(body).toMatchObject({
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  });

  it.each([
    [
      'GET',
      CONFIG_MAPS,
      'configmaps is forbidden: User "acme:bob" cannot list resource "configmaps" in API group "" in the namespace "default"',
      { kind: 'configmaps' },
    ],
    [
      'GET',
      `${WIDGETS_PATH}/x`,
      'widgets.example.com "x" is forbidden: User "acme:bob" cannot get resource "widgets" in API group "example.com" in the namespace "default"',
      { name: 'x', group: 'example.com', kind: 'widgets' },
    ],
    [
      'GET',
      '/api/v1/nodes?watch=1',
      'nodes is forbidden: User "acme:bob" cannot watch resource "nodes" in API group "" at the cluster scope',
      { kind: 'nodes' },
    ],
    [
      'PUT',
      `${WIDGETS_PATH}/x/status`,
      'widgets.example.com "x" is forbidden: User "acme:bob" cannot update resource "widgets/status" in API group "example.com" in the namespace "default"',
      { name: 'x', group: 'example.com', kind: 'widgets' },
    ],
    [
      'GET',
      '/metrics',
      'forbidden: User "acme:bob" cannot get path "/metrics"',
      {},
    ],
  ])('refuses %s %s', async (method, path, message, details) => {
    const { code, body } = await server.request(method, path, {
      token: 'bob',
    });
    expect(code).toBe(403);
    expect(body).toMatchObject({ reason: 'Forbidden', message, details });
  });

  it('lets the anonymous see little', async () => {
    expect((await server.get('/healthz', { token: '' })).text).toBe('ok');
    expect((await server.get('/version', { token: '' })).body.minor).toBe('35');
    const { code, body } = await server.get('/api', { token: '' });
    expect(code).toBe(403);
    expect(body.message).toBe(
      'forbidden: User "system:anonymous" cannot get path "/api"',
    );
  });

  it('holds roles to their namespace', async () => {
    const options = { token: 'alice' };
    const maps = '/api/v1/namespaces/acme/configmaps';
    expect((await server.post(maps, configMap('a'), options)).code).toBe(201);
    expect((await server.get(maps, options)).code).toBe(200);
    expect((await server.get('/api/v1/configmaps', options)).code).toBe(403);
    expect((await server.get(CONFIG_MAPS, options)).code).toBe(403);
  });

  it('knows names, subresources and aggregated roles', async () => {
    server.server.load([
      role(
        'Role',
        'narrow',
        [
          {
            apiGroups: [''],
            resources: ['configmaps'],
            resourceNames: ['seen'],
            verbs: ['get', 'list'],
          },
          { apiGroups: ['*'], resources: ['*/scale'], verbs: ['get'] },
        ],
        { namespace: 'default' },
      ),
      binding(
        'RoleBinding',
        'narrow',
        ['Role', 'narrow'],
        { kind: 'User', name: 'acme:bob' },
        'default',
      ),
    ]);
    const options = { token: 'bob' };
    await server.post(CONFIG_MAPS, configMap('seen'));
    expect((await server.get(`${CONFIG_MAPS}/seen`, options)).code).toBe(200);
    expect((await server.get(`${CONFIG_MAPS}/other`, options)).code).toBe(403);
    expect((await server.get(CONFIG_MAPS, options)).code).toBe(403);
    const selected = `${CONFIG_MAPS}?fieldSelector=metadata.name%3Dseen`;
    expect((await server.get(selected, options)).code).toBe(200);
    expect((await server.get(`${WIDGETS_PATH}/x/scale`, options)).code).toBe(
      404,
    );
    const widgets = '/apis/example.com/v1/namespaces/acme/widgets';
    expect((await server.get(widgets, { token: 'alice' })).code).toBe(403);
    await server.post(
      `${RBAC}/clusterroles`,
      role(
        'ClusterRole',
        'widgets-view',
        [
          {
            apiGroups: ['example.com'],
            resources: ['widgets'],
            verbs: ['get', 'list'],
          },
        ],
        { labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
      ),
    );
    expect((await server.get(widgets, { token: 'alice' })).code).toBe(200);
    await server.delete(`${RBAC}/clusterroles/widgets-view`);
    expect((await server.get(widgets, { token: 'alice' })).code).toBe(403);
  });

  it('acts as somebody else, with all their groups', async () => {
    const { body } = await server.post(
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      {
        token: 'portal',
        headers: {
          'Impersonate-User': 'acme:bob',
          'Impersonate-Group': ['acme:user', 'acme:backend-team'],
        },
      },
    );
    expect(body.status.userInfo).toEqual({
      username: 'acme:bob',
      groups: ['acme:user', 'acme:backend-team', 'system:authenticated'],
    });
  });

  it.each([
    [
      'bob',
      { 'Impersonate-User': 'admin' },
      'users "admin" is forbidden: User "acme:bob" cannot impersonate resource "users" in API group "" at the cluster scope',
    ],
    [
      'portal',
      { 'Impersonate-User': 'x', 'Impersonate-Extra-scopes': 'all' },
      'userextras.authentication.k8s.io "all" is forbidden: User "portal" cannot impersonate resource "userextras/scopes" in API group "authentication.k8s.io" at the cluster scope',
    ],
    [
      'portal',
      { 'Impersonate-User': 'system:serviceaccount:kube-system:default' },
      'serviceaccounts "default" is forbidden: User "portal" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "kube-system"',
    ],
  ])('refuses %s to act as %j', async (token, headers, message) => {
    const { code, body } = await server.get(CONFIG_MAPS, {
      token,
      headers: headers as unknown as Record<string, string>,
    });
    expect(code).toBe(403);
    expect(body.message).toBe(message);
  });

  it('refuses to grant more than one has', async () => {
    const options = { token: 'alice' };
    const rules = [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] },
    ];
    const path = `${RBAC}/namespaces/acme`;
    const { code, body } = await server.post(
      `${path}/roles`,
      role('Role', 'more', rules),
      options,
    );
    expect(code).toBe(403);
    expect(body.message).toBe(
      'roles.rbac.authorization.k8s.io "more" is forbidden: user "acme:alice" (groups=["acme:org-admin" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["nodes"], Verbs:["get" "list"]}',
    );
    const bound = await server.post(
      `${path}/rolebindings`,
      binding('RoleBinding', 'more', ['ClusterRole', 'cluster-admin'], alice),
      options,
    );
    expect(bound.code).toBe(403);
    const allowed = await server.post(
      `${path}/rolebindings`,
      binding('RoleBinding', 'less', ['ClusterRole', 'view'], {
        kind: 'User',
        name: 'acme:bob',
      }),
      options,
    );
    expect(allowed.code).toBe(201);
  });

  it('does not change the role of a binding', async () => {
    const path = `${RBAC}/namespaces/acme/rolebindings/admins`;
    const { code, body } = await server.patch(path, 'merge', {
      roleRef: { name: 'view' },
    });
    expect(code).toBe(422);
    expect(body.message).toMatch(/cannot change roleRef$/);
  });

  it('answers access reviews', async () => {
    const review = async (
      kind: string,
      spec: object,
      token: string,
      path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`,
    ) =>
      server.post(
        path,
        { apiVersion: 'authorization.k8s.io/v1', kind, spec },
        { token },
      );
    const resourceAttributes = {
      namespace: 'acme',
      verb: 'create',
      resource: 'configmaps',
    };
    const self = await review(
      'SelfSubjectAccessReview',
      { resourceAttributes },
      'alice',
    );
    expect(self.code).toBe(201);
    expect(self.body.status).toEqual({
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "admins/acme" of ClusterRole "admin" to Group "acme:org-admin"',
    });
    const other = await review(
      'SubjectAccessReview',
      { resourceAttributes, user: 'acme:carol', groups: ['acme:user'] },
      'admin',
    );
    expect(other.body.status).toEqual({ allowed: false });
    const group = await review(
      'SubjectAccessReview',
      { resourceAttributes, user: 'acme:carol', groups: ['acme:org-admin'] },
      'admin',
    );
    expect(group.body.status).toEqual(self.body.status);
    const refused = await review(
      'SubjectAccessReview',
      { resourceAttributes, user: 'acme:carol' },
      'alice',
    );
    expect(refused.code).toBe(403);
    const local = await review(
      'LocalSubjectAccessReview',
      { resourceAttributes, user: 'x', groups: ['acme:org-admin'] },
      'alice',
      '/apis/authorization.k8s.io/v1/namespaces/acme/localsubjectaccessreviews',
    );
    expect(local.body.status).toEqual(self.body.status);
    const rules = await review(
      'SelfSubjectRulesReview',
      { namespace: 'acme' },
      'alice',
    );
    expect(rules.body.status.resourceRules).toContainEqual(
      expect.objectContaining({
        resources: expect.arrayContaining(['configmaps']),
        verbs: expect.arrayContaining(['create']),
      }),
    );
  });

  it('gives tokens to service accounts', async () => {
    const account = '/api/v1/namespaces/acme/serviceaccounts/default';
    const { code, body } = await server.post(`${account}/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 600 },
    });
    expect(code).toBe(201);
    const { token } = body.status;
    const { body: refused } = await server.get(CONFIG_MAPS, { token });
    expect(refused.message).toMatch(
      /^configmaps is forbidden: User "system:serviceaccount:acme:default"/,
    );
    const review = await server.post(
      '/apis/authentication.k8s.io/v1/tokenreviews',
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenReview',
        spec: { token },
      },
    );
    expect(review.body.status).toMatchObject({
      authenticated: true,
      user: {
        username: 'system:serviceaccount:acme:default',
        groups: expect.arrayContaining(['system:serviceaccounts:acme']),
      },
    });
    await server.delete(account);
    expect((await server.get(CONFIG_MAPS, { token })).code).toBe(401);
    const forged = `${token.slice(0, -4)}AAAA`;
    expect((await server.get(CONFIG_MAPS, { token: forged })).code).toBe(401);
  });
});
