import { contract } from '../testing/contract';
import { allow, binding, RBAC, role, untilMay, user } from '../testing/rbac';
import { said } from '../testing/said';

const ALICE = user('acme:alice');

contract('a request without the right', server => {
  it('is refused with who cannot do what where', async () => {
    const { api } = server();
    const as = (token: string) => ({ token });
    const cases: [Promise<unknown>, string][] = [
      [
        api.get('/api/v1/namespaces/default/pods', as('alice')),
        'pods is forbidden: User "acme:alice" cannot list resource "pods" in API group "" in the namespace "default"',
      ],
      [
        api.get('/api/v1/namespaces/default/pods/a/log', as('alice')),
        'pods "a" is forbidden: User "acme:alice" cannot get resource "pods/log" in API group "" in the namespace "default"',
      ],
      [
        api.get('/apis/apps/v1/deployments?watch=1', as('alice')),
        'deployments.apps is forbidden: User "acme:alice" cannot watch resource "deployments" in API group "apps" at the cluster scope',
      ],
      [
        api.delete('/api/v1/namespaces/default/secrets', undefined, as('bob')),
        'secrets is forbidden: User "acme:bob" cannot deletecollection resource "secrets" in API group "" in the namespace "default"',
      ],
      [
        api.get('/apis/nobody.example.com/v1/things', as('alice')),
        'things.nobody.example.com is forbidden: User "acme:alice" cannot list resource "things" in API group "nobody.example.com" at the cluster scope',
      ],
      [
        api.get('/metrics', as('alice')),
        'forbidden: User "acme:alice" cannot get path "/metrics"',
      ],
      [
        api.get('/api', as('')),
        'forbidden: User "system:anonymous" cannot get path "/api"',
      ],
    ];
    for (const [answer, message] of cases) {
      expect(await answer).toMatchObject({
        code: 403,
        body: { kind: 'Status', reason: 'Forbidden', message, code: 403 },
      });
    }
  });

  it('says which role was not found', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    const bindings = `${RBAC}/namespaces/${namespace}/rolebindings`;
    await api.post(bindings, binding('ghost', 'Role/ghost', ALICE));
    const target = `/api/v1/namespaces/${namespace}/pods`;
    const { body } = await api.until(
      target,
      answer => answer.text.includes('ghost'),
      { token: 'alice' },
    );
    expect(body.message).toBe(
      `pods is forbidden: User "acme:alice" cannot list resource "pods" in API group "" in the namespace "${namespace}": RBAC: role.rbac.authorization.k8s.io "ghost" not found`,
    );
  });
});

contract('a role', server => {
  let namespace: string;
  let roles: string;
  let bindings: string;
  beforeEach(async () => {
    namespace = await server().namespace();
    roles = `${RBAC}/namespaces/${namespace}/roles`;
    bindings = `${RBAC}/namespaces/${namespace}/rolebindings`;
  });
  const give = async (...rules: Parameters<typeof allow>[]) => {
    const { api } = server();
    await api.post(roles, role('given', ...rules.map(rule => allow(...rule))));
    await api.post(bindings, binding('given', 'Role/given', ALICE));
  };

  it('allows only what it names', async () => {
    const { api } = server();
    await give(['get list', 'configmaps'], ['get', 'secrets', 'a']);
    const maps = `/api/v1/namespaces/${namespace}/configmaps`;
    const secrets = `/api/v1/namespaces/${namespace}/secrets`;
    const as = { token: 'alice' };
    await api.until(maps, ({ code }) => code === 200, as);
    expect((await api.get(`${secrets}/a`, as)).code).toBe(404);
    expect((await api.get(`${secrets}/b`, as)).code).toBe(403);
    expect((await api.get(secrets, as)).code).toBe(403);
    expect((await api.delete(`${maps}/a`, undefined, as)).code).toBe(403);
  });

  it('cannot give more than its author has', async () => {
    const { api } = server();
    const manage = {
      verbs: ['get', 'list', 'create', 'update', 'patch'],
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['roles', 'rolebindings'],
    };
    await api.post(roles, role('manager', manage, allow('get', 'configmaps')));
    await api.post(bindings, binding('manager', 'Role/manager', ALICE));
    const as = { token: 'alice' };
    await api.until(roles, ({ code }) => code === 200, as);

    const same = role('same', allow('get', 'configmaps'));
    expect((await api.post(roles, same, as)).code).toBe(201);
    const more = role(
      'more',
      allow('get create', 'configmaps pods'),
      allow('get', 'secrets', 'a b'),
    );
    const refusal =
      'user "acme:alice" (groups=["acme:org-admin" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n' +
      '{APIGroups:[""], Resources:["configmaps"], Verbs:["create"]}\n' +
      '{APIGroups:[""], Resources:["pods"], Verbs:["get" "create"]}\n' +
      '{APIGroups:[""], Resources:["secrets"], ResourceNames:["a"], Verbs:["get"]}\n' +
      '{APIGroups:[""], Resources:["secrets"], ResourceNames:["b"], Verbs:["get"]}';
    expect(said(await api.post(roles, more, as))).toEqual([
      '403 Forbidden',
      `roles.rbac.authorization.k8s.io "more" is forbidden: ${refusal}`,
      'rbac.authorization.k8s.io/roles more',
    ]);
    await api.post(roles, more);
    // What was granted is known at once or a moment later.
    await api.until(`${roles}/more`, ({ code }) => code === 200);
    expect(
      (await api.post(bindings, binding('up', 'Role/more', ALICE), as)).body
        .message,
    ).toBe(
      `rolebindings.rbac.authorization.k8s.io "up" is forbidden: ${refusal}`,
    );
    expect(
      said(await api.post(bindings, binding('up', 'Role/none', ALICE), as)),
    ).toEqual([
      '404 NotFound',
      'rolebindings.rbac.authorization.k8s.io "none" not found',
      'rbac.authorization.k8s.io/rolebindings none',
    ]);
    const label = { metadata: { labels: { a: 'b' } } };
    expect((await api.patch(`${roles}/more`, 'merge', label, as)).code).toBe(
      403,
    );
  });

  it('is bound by those who may bind it, and written by those who may escalate', async () => {
    const { api } = server();
    const rbac = (verbs: string, resources: string, names?: string) => ({
      ...allow(verbs, resources, names),
      apiGroups: ['rbac.authorization.k8s.io'],
    });
    await api.post(
      roles,
      role(
        'giver',
        rbac('create', 'roles rolebindings'),
        rbac('bind', 'clusterroles', 'view'),
        rbac('escalate', 'roles'),
      ),
    );
    await api.post(bindings, binding('giver', 'Role/giver', ALICE));
    await untilMay(api, 'alice', {
      verb: 'create',
      group: 'rbac.authorization.k8s.io',
      resource: 'roles',
      namespace,
    });
    const as = { token: 'alice' };
    const view = binding('view', 'ClusterRole/view', user('acme:bob'));
    expect((await api.post(bindings, view, as)).code).toBe(201);
    const edit = binding('edit', 'ClusterRole/edit', user('acme:bob'));
    expect((await api.post(bindings, edit, as)).code).toBe(403);
    const all = role('all', allow('*', '*'));
    expect((await api.post(roles, all, as)).code).toBe(201);
  });

  it('is checked', async () => {
    const { api } = server();
    const causes = async (object: object, at = roles) => {
      const { code, body } = await api.post(at, object);
      expect(code).toBe(422);
      return body.details.causes.map(
        (cause: { field: string; message: string }) =>
          `${cause.field}: ${cause.message}`,
      );
    };
    expect(
      await causes({
        metadata: { name: 'bad' },
        rules: [
          { verbs: ['get'], resources: ['pods'] },
          { verbs: ['get'], apiGroups: [''] },
          { verbs: ['get'], nonResourceURLs: ['/metrics'] },
        ],
      }),
    ).toEqual([
      'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
      'rules[1].resources: Required value: resource rules must supply at least one resource',
      'rules[2].nonResourceURLs: Invalid value: ["/metrics"]: namespaced rules cannot apply to non-resource URLs',
    ]);
    expect(
      await causes(
        {
          metadata: { name: server().unique('bad') },
          rules: [{ ...allow('get', 'pods'), nonResourceURLs: ['/metrics'] }],
          aggregationRule: { clusterRoleSelectors: [] },
        },
        `${RBAC}/clusterroles`,
      ),
    ).toEqual([
      'rules[0].nonResourceURLs: Invalid value: ["/metrics"]: rules cannot apply to both regular resources and non-resource URLs',
      'aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil',
    ]);
    expect(
      await causes(
        binding('bad', 'Thing/x', { kind: 'Robot', name: 'r' }),
        bindings,
      ),
    ).toEqual([
      'roleRef.kind: Unsupported value: "Thing": supported values: "Role", "ClusterRole"',
      'subjects[0].kind: Unsupported value: "Robot": supported values: "ServiceAccount", "User", "Group"',
    ]);
    await api.post(bindings, binding('fixed', 'Role/a', ALICE));
    const { body } = await api.put(
      `${bindings}/fixed`,
      binding('fixed', 'Role/b', ALICE),
    );
    expect(body.message).toBe(
      'RoleBinding.rbac.authorization.k8s.io "fixed" is invalid: roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef',
    );
  });
});
