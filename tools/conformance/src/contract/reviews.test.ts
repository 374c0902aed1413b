import { contract } from '../testing/contract';
import {
  allow,
  binding,
  RBAC,
  role,
  Rule,
  untilMay,
  user,
} from '../testing/rbac';
import { said } from '../testing/said';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const ALICE = user('acme:alice');

contract('an access review', server => {
  let namespace: string;
  let local: string;
  beforeAll(async () => {
    const { api } = server();
    namespace = await server().namespace();
    local = `${AUTHORIZATION}/namespaces/${namespace}/localsubjectaccessreviews`;
    const rbac = `${RBAC}/namespaces/${namespace}`;
    await api.post(
      `${rbac}/roles`,
      role('reader', allow('get', 'secrets', 'a'), allow('get', 'pods/log')),
    );
    await api.post(
      `${rbac}/rolebindings`,
      binding('reader', 'Role/reader', ALICE, {
        kind: 'ServiceAccount',
        name: 'default',
        namespace,
      }),
    );
    await untilMay(api, 'alice', {
      verb: 'get',
      resource: 'secrets',
      name: 'a',
      namespace,
    });
  });
  const self = async (spec: object, token = 'alice') =>
    (
      await server().api.post(
        `${AUTHORIZATION}/selfsubjectaccessreviews`,
        { spec },
        { token },
      )
    ).body;
  const asked = (resourceAttributes: object) => ({ resourceAttributes });

  it('says whether, and why', async () => {
    const secrets = { verb: 'get', resource: 'secrets', namespace };
    const why = `RBAC: allowed by RoleBinding "reader/${namespace}" of Role "reader" to User "acme:alice"`;
    const spec = asked({ ...secrets, name: 'a' });
    expect(await self(spec)).toEqual({
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: expect.any(Object),
      spec,
      status: { allowed: true, reason: why },
    });
    const status = async (attributes: object, token?: string) =>
      (await self(asked(attributes), token)).status;
    expect(await status({ ...secrets, name: 'b' })).toEqual({
      allowed: false,
    });
    expect(await status(secrets)).toEqual({ allowed: false });
    const logs = { verb: 'get', resource: 'pods', namespace };
    expect(await status({ ...logs, subresource: 'log' })).toEqual({
      allowed: true,
      reason: why,
    });
    expect(await status(logs)).toEqual({ allowed: false });
    const all = { verb: '*', group: '*', resource: '*' };
    expect(await status(all, 'admin')).toEqual({ allowed: true });
    expect(await status(all)).toEqual({ allowed: false });
    const path = { nonResourceAttributes: { path: '/version', verb: 'get' } };
    expect((await self(path)).status.allowed).toBe(true);
  });

  it('is about others for those who may ask', async () => {
    const { api } = server();
    const target = `${AUTHORIZATION}/subjectaccessreviews`;
    const resourceAttributes = {
      verb: 'get',
      resource: 'secrets',
      name: 'a',
      namespace,
    };
    const of = async (spec: object) =>
      (await api.post(target, { spec: { ...spec, resourceAttributes } })).body
        .status;
    expect(
      await of({ user: `system:serviceaccount:${namespace}:default` }),
    ).toEqual({
      allowed: true,
      reason: `RBAC: allowed by RoleBinding "reader/${namespace}" of Role "reader" to ServiceAccount "default/${namespace}"`,
    });
    expect(await of({ user: 'somebody' })).toEqual({ allowed: false });
    expect(await of({ groups: ['system:masters'] })).toEqual({
      allowed: true,
    });
    const spec = { user: 'somebody', resourceAttributes };
    const refused = await api.post(target, { spec }, { token: 'alice' });
    expect(refused.body.message).toBe(
      'subjectaccessreviews.authorization.k8s.io is forbidden: User "acme:alice" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope',
    );
    const here = await api.post(local, {
      spec: { user: 'x', resourceAttributes },
    });
    expect(here.body).toMatchObject({
      kind: 'LocalSubjectAccessReview',
      metadata: { namespace },
      status: { allowed: false },
    });
  });

  it('is checked', async () => {
    const { api } = server();
    const resourceAttributes = { verb: 'get', resource: 'pods' };
    const nonResourceAttributes = { path: '/x', verb: 'get' };
    const refusal = async (kind: string, spec: object) => {
      const target =
        kind === 'local' ? local : `${AUTHORIZATION}/${kind}accessreviews`;
      const [code, message] = said(await api.post(target, { spec }));
      expect(code).toBe('422 Invalid');
      return message.replace('.authorization.k8s.io "" is invalid: ', '');
    };
    expect(await refusal('selfsubject', {})).toBe(
      'spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
    expect(
      await refusal('selfsubject', {
        resourceAttributes,
        nonResourceAttributes,
      }),
    ).toBe(
      'spec.nonResourceAttributes: Invalid value: {"Path":"/x","Verb":"get"}: cannot be specified in combination with resourceAttributes',
    );
    expect(await refusal('subject', { resourceAttributes })).toBe(
      'spec.user: Invalid value: "": at least one of user or group must be specified',
    );
    expect(await refusal('local', { user: 'x', nonResourceAttributes })).toBe(
      'spec.nonResourceAttributes: Invalid value: {"Path":"/x","Verb":"get"}: disallowed on this kind of request',
    );
    expect(await refusal('local', { user: 'x', resourceAttributes })).toBe(
      'spec.resourceAttributes.namespace: Invalid value: "": must match metadata.namespace',
    );
  });

  it('can be made, and nothing else', async () => {
    const { api } = server();
    const target = `${AUTHORIZATION}/selfsubjectaccessreviews`;
    expect(said(await api.get(target))).toEqual([
      '405 MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      '/ ',
    ]);
  });
});

contract('a rules review', server => {
  const review = async (namespace: string, token: string) =>
    (
      await server().api.post(
        `${AUTHORIZATION}/selfsubjectrulesreviews`,
        { spec: { namespace } },
        { token },
      )
    ).body;
  const sorted = (rules: Rule[]) =>
    rules.map(rule => JSON.stringify(rule)).sort();
  const BASE: Rule[] = [
    {
      verbs: ['create'],
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    },
    {
      verbs: ['create'],
      apiGroups: ['authentication.k8s.io'],
      resources: ['selfsubjectreviews'],
    },
  ];

  it('lists the rules as they stand in the roles', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    const rbac = `${RBAC}/namespaces/${namespace}`;
    const rules = [
      allow('get list', 'pods configmaps'),
      allow('get', 'secrets', 'a'),
    ];
    await api.post(`${rbac}/roles`, role('reader', ...rules));
    await api.post(
      `${rbac}/rolebindings`,
      binding('reader', 'Role/reader', ALICE),
    );
    await untilMay(api, 'alice', { verb: 'get', resource: 'pods', namespace });
    const body = await review(namespace, 'alice');
    expect(body).toMatchObject({
      kind: 'SelfSubjectRulesReview',
      spec: {},
      status: { incomplete: false },
    });
    expect(body.status.evaluationError).toBeUndefined();
    expect(sorted(body.status.resourceRules)).toEqual(
      sorted([...BASE, ...rules]),
    );
    const paths = body.status.nonResourceRules.flatMap(
      (rule: Rule) => rule.nonResourceURLs,
    );
    expect(paths).toEqual(expect.arrayContaining(['/api/*', '/version']));
  });

  it('says what it could not find out', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    await api.post(
      `${RBAC}/namespaces/${namespace}/rolebindings`,
      binding('ghost', 'Role/ghost', user('acme:bob')),
    );
    await api.until(
      `/api/v1/namespaces/${namespace}/pods`,
      ({ text }) => text.includes('ghost'),
      { token: 'bob' },
    );
    const { status } = await review(namespace, 'bob');
    expect(status.incomplete).toBe(false);
    expect(status.evaluationError).toBe(
      'role.rbac.authorization.k8s.io "ghost" not found',
    );
    expect(sorted(status.resourceRules)).toEqual(sorted(BASE));
  });

  it('knows that an administrator may do everything', async () => {
    const { status } = await review('default', 'admin');
    expect(status.resourceRules).toContainEqual({
      verbs: ['*'],
      apiGroups: ['*'],
      resources: ['*'],
    });
    expect(status.nonResourceRules).toContainEqual({
      verbs: ['*'],
      nonResourceURLs: ['*'],
    });
  });

  it('is about a namespace', async () => {
    const { body } = await server().api.post(
      `${AUTHORIZATION}/selfsubjectrulesreviews`,
      { spec: {} },
    );
    expect(body).toMatchObject({
      code: 400,
      message: 'no namespace on request',
    });
  });
});
