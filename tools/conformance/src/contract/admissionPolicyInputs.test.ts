import { contract, ContractServer } from '../testing/contract';
import { Defined, define } from '../testing/define';
import {
  binding,
  BINDINGS,
  configMap,
  denial,
  enforce,
  POLICIES,
  policy,
  untilAnswered,
} from '../testing/policies';

contract('what ValidatingAdmissionPolicies see', server => {
  it('sees the object before, the request and the namespace', async () => {
    const { name, at, namespace } = await enforce(server(), {
      validations: [
        {
          expression:
            "request.operation != 'UPDATE' || object.data.size >= oldObject.data.size",
          messageExpression: "'cannot shrink from ' + oldObject.data.size",
        },
        {
          expression: "request.operation != 'CREATE' || oldObject == null",
        },
        {
          expression:
            "namespaceObject.metadata.labels['team'] != 'blue' || object.metadata.name != 'red'",
          messageExpression:
            "'no red in ' + namespaceObject.metadata.labels.team",
        },
        {
          expression: "object.metadata.name != 'request'",
          messageExpression:
            "'%s %s %s/%s/%s %s %s %s %s %s'.format([request.operation, request.kind.kind, request.resource.group, request.resource.version, request.resource.resource, request.name, request.namespace, request.dryRun, request.userInfo.groups, has(request.subResource)])",
        },
      ],
    });
    const { api } = server();
    expect((await api.post(at, configMap('red'))).body.message).toBe(
      denial(name, 'red', 'no red in blue').message,
    );
    expect(
      (await api.post(`${at}?dryRun=All`, configMap('request'))).body.message,
    ).toBe(
      denial(
        name,
        'request',
        `CREATE ConfigMap /v1/configmaps request ${namespace} true ["system:masters", "system:authenticated"] false`,
      ).message,
    );
    expect((await api.post(at, configMap('sized', { size: '5' }))).code).toBe(
      201,
    );
    const change = (size: string) =>
      api.patch(`${at}/sized`, 'merge', { data: { size } });
    expect((await change('3')).body).toEqual(
      denial(name, 'sized', 'cannot shrink from 5'),
    );
    expect((await change('7')).code).toBe(200);
    const applied = await api.patch(
      `${at}/sized?fieldManager=test&force=true`,
      'apply',
      configMap('sized', { size: '6' }),
    );
    expect(applied.body).toEqual(denial(name, 'sized', 'cannot shrink from 7'));
    // Policies that say nothing of it let an object go.
    expect((await api.delete(`${at}/sized`)).code).toBe(200);
  });

  it('has variables, which may use each other', async () => {
    const { name, at } = await enforce(server(), {
      variables: [
        {
          name: 'labels',
          expression:
            "has(object.metadata.labels) ? object.metadata.labels : {'none': 'x'}",
        },
        { name: 'count', expression: 'variables.labels.size()' },
        {
          name: 'failing',
          expression: "object.metadata.name == 'fails' ? object.nothing : 1",
        },
      ],
      validations: [
        {
          expression:
            "object.metadata.name != 'counted' || variables.count > 2",
          messageExpression:
            "'only %d of %s'.format([variables.count, variables.labels])",
        },
        {
          expression:
            "object.metadata.name != 'fails' || variables.failing == 1",
        },
      ],
    });
    const { api } = server();
    expect(
      (
        await api.post(
          at,
          configMap('counted', {}, { labels: { a: 'b', c: 'd' } }),
        )
      ).body,
    ).toEqual(denial(name, 'counted', 'only 2 of {"a":"b", "c":"d"}'));
    expect((await api.post(at, configMap('fails'))).body).toEqual(
      denial(
        name,
        'fails',
        `expression 'object.metadata.name != 'fails' || variables.failing == 1' resulted in error: composited variable "failing" fails to evaluate: no such key: nothing`,
      ),
    );
  });

  it('knows what somebody may do', async () => {
    const { name, at, namespace } = await enforce(server(), {
      validations: [
        {
          expression:
            "object.metadata.name == 'marker' || authorizer.group('').resource('secrets').namespace(request.namespace).check('list').allowed()",
          messageExpression:
            "request.userInfo.username + ' may not list secrets'",
        },
        {
          expression:
            "object.metadata.name != 'mine' || authorizer.requestResource.check('delete').allowed()",
          message: 'who cannot delete does not create',
        },
        {
          expression:
            "object.metadata.name != 'account' || authorizer.serviceAccount('default', 'default').group('').resource('pods').check('get').allowed()",
          message: 'the account may not',
        },
        {
          expression:
            "object.metadata.name != 'path' || !authorizer.path('/metrics').check('get').allowed()",
          message: 'may read metrics',
        },
      ],
    });
    const { api } = server();
    const role = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
    const rules = [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['create'] },
    ];
    await api.post(`${role}/roles`, { metadata: { name: 'writer' }, rules });
    await api.post(`${role}/rolebindings`, {
      metadata: { name: 'alice' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'writer',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'User',
          name: 'acme:alice',
        },
      ],
    });
    const answer = await untilAnswered(
      () => api.post(at, configMap('any'), { token: 'alice' }),
      ({ body }) => !body.message?.includes('cannot create resource'),
    );
    expect(answer.body).toEqual(
      denial(name, 'any', 'acme:alice may not list secrets'),
    );
    expect((await api.post(at, configMap('mine'))).code).toBe(201);
    expect((await api.post(at, configMap('account'))).body).toEqual(
      denial(name, 'account', 'the account may not'),
    );
    expect((await api.post(at, configMap('path'))).body).toEqual(
      denial(name, 'path', 'may read metrics'),
    );
  });

  // Not config maps: a real server does not follow those again after a first policy about them is gone.
  it('takes parameters from objects', async () => {
    const { api } = server();
    const widgets = await define(server());
    const first = await server().namespace();
    await api.post(widgets.path(first), widgets.object('limits', { max: 3 }));
    const paramKind = { apiVersion: widgets.apiVersion, kind: 'Widget' };
    const { name, at } = await enforce(
      server(),
      {
        paramKind,
        validations: [
          {
            expression: 'object.metadata.name.size() <= params.spec.max',
            messageExpression: "'longer than %d'.format([params.spec.max])",
          },
        ],
      },
      {
        paramRef: {
          name: 'limits',
          namespace: first,
          parameterNotFoundAction: 'Deny',
        },
      },
    );
    expect((await api.post(at, configMap('abcd'))).body).toEqual(
      denial(name, 'abcd', 'longer than 3'),
    );
    expect((await api.post(at, configMap('abc'))).code).toBe(201);
    const missing = await enforce(
      server(),
      { paramKind, waitFor: 'no params found' },
      {
        paramRef: {
          selector: { matchLabels: { is: 'nowhere' } },
          parameterNotFoundAction: 'Deny',
        },
      },
    );
    expect((await api.post(missing.at, configMap('any'))).body).toEqual(
      denial(
        missing.name,
        'any',
        'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction',
      ),
    );
  });

  describe('about custom resources', () => {
    let widgets: Defined;
    let current: ContractServer;

    beforeAll(async () => {
      current = server();
      widgets = await define(current, {
        version: { subresources: { status: {} } },
      });
    });

    it('tells the object from its status, by names and labels', async () => {
      const rule = {
        apiGroups: [widgets.group],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE'],
      };
      const namespace = await server().namespace();
      const name = server().unique('policy');
      const { api } = server();
      await api.post(POLICIES, {
        ...policy(name, namespace, {
          matchConstraints: {
            objectSelector: { matchLabels: { watched: 'yes' } },
            resourceRules: [
              { ...rule, resources: ['widgets/status'] },
              { ...rule, resources: ['widgets'], resourceNames: ['special'] },
            ],
            excludeResourceRules: [
              {
                ...rule,
                operations: ['CREATE'],
                resources: ['*'],
                resourceNames: ['unborn'],
              },
            ],
          },
          validations: [
            {
              expression: 'false',
              messageExpression:
                "request.operation + ' ' + (has(request.subResource) ? request.subResource : 'itself')",
            },
          ],
        }),
      });
      await api.post(BINDINGS, binding(name));
      server().atEnd(() => api.delete(`${BINDINGS}/${name}`));
      server().atEnd(() => api.delete(`${POLICIES}/${name}`));
      const at = widgets.path(namespace);
      const labels = { watched: 'yes' };
      const labelled = (title: string) => ({
        ...widgets.object(title),
        metadata: { name: title, labels },
      });
      const answer = await untilAnswered(
        () => api.post(`${at}?dryRun=All`, labelled('special')),
        ({ code }) => code !== 201,
      );
      const text = (title: string, why: string) =>
        `widgets.${widgets.group} "${title}" is forbidden: ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: ${why}`;
      expect(answer.body.message).toBe(text('special', 'CREATE itself'));
      expect(answer.body.details).toEqual({
        name: 'special',
        group: widgets.group,
        kind: 'widgets',
        causes: [{ message: expect.stringContaining('CREATE itself') }],
      });
      expect((await api.post(at, widgets.object('special'))).code).toBe(201);
      expect((await api.post(at, labelled('other'))).code).toBe(201);
      const status = await api.patch(`${at}/other/status`, 'merge', {
        status: { phase: 'x' },
      });
      expect(status.body.message).toBe(text('other', 'UPDATE status'));
      const rest = await api.patch(`${at}/other`, 'merge', { spec: { a: 1 } });
      expect(rest.code).toBe(200);
    });
  });
});
