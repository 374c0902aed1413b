import { Answer } from '@kubedc/embedded-apiserver/testing';
import { contract, ContractServer } from '../testing/contract';
import { Defined, define } from '../testing/define';

const BASE = '/apis/admissionregistration.k8s.io/v1';
const POLICIES = `${BASE}/validatingadmissionpolicies`;
const BINDINGS = `${BASE}/validatingadmissionpolicybindings`;

const configMaps = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['configmaps'],
};

/** A policy on the config maps of one namespace that is not yet bound. */
function policy(
  name: string,
  namespace: string,
  spec: { matchConstraints?: object; [key: string]: unknown },
) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      ...spec,
      matchConstraints: {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': namespace },
        },
        resourceRules: [configMaps],
        ...spec.matchConstraints,
      },
    },
  };
}

function binding(name: string, spec: object = {}) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'], ...spec },
  };
}

const configMap = (name: string, data: object = {}, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});

/** Every namespace of these tests has a marker, by which a policy is seen to act. */
const marker = (generation: string) =>
  configMap('marker', { marker: generation });

contract('ValidatingAdmissionPolicies', server => {
  let turn = 0;

  /** Asks until an answer is as wanted: a policy acts a moment after it is made. */
  async function untilAnswered(
    ask: () => Promise<Answer>,
    isWanted: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const answer = await ask();
      if (isWanted(answer)) {
        return answer;
      }
      if (Date.now() > deadline) {
        throw new Error(`it stayed ${answer.code}: ${answer.text}`);
      }
    }
  }

  /** Makes a policy, binds it, and waits until it acts. */
  async function enforce(
    spec: Record<string, any>,
    bindingSpec: object = {},
    path = '',
  ) {
    const { api } = server();
    turn += 1;
    const namespace = await server().namespace({ team: 'blue' });
    const name = server().unique('policy');
    const at =
      path.replace('{ns}', namespace) ||
      `/api/v1/namespaces/${namespace}/configmaps`;
    const validations = [
      {
        expression: "!has(object.data) || !('marker' in object.data)",
        message: `turn ${turn}`,
      },
      ...(spec.validations ?? []),
    ];
    const made = policy(name, namespace, { ...spec, validations });
    for (const [url, body] of [
      [POLICIES, made],
      [BINDINGS, binding(name, bindingSpec)],
    ] as const) {
      const answer = await api.post(url, body);
      expect(answer.code === 201 ? '' : answer.text).toBe('');
      server().atEnd(() => api.delete(`${url}/${name}`));
    }
    const text = `turn ${turn}`;
    await untilAnswered(
      () =>
        server().api.post(
          `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`,
          marker('x'),
        ),
      ({ body, headers }) =>
        String(body.message).includes(text) ||
        String(headers.warning).includes(text) ||
        (spec.waitFor !== undefined &&
          String(body.message).includes(spec.waitFor)),
    );
    return { name, namespace, at };
  }

  const denial = (name: string, object: string, text: string, code = 422) => {
    const message = `ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: ${text}`;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `configmaps "${object}" is forbidden: ${message}`,
      reason: {
        422: 'Invalid',
        403: 'Forbidden',
        413: 'RequestEntityTooLarge',
      }[code],
      details: { name: object, kind: 'configmaps', causes: [{ message }] },
      code,
    };
  };

  it('refuses, with the reason and the message that the policy gives', async () => {
    const { name, at } = await enforce({
      validations: [
        { expression: "object.metadata.name != 'plain'" },
        {
          expression: "object.metadata.name != 'message'",
          message: ' not this one ',
        },
        {
          expression: "object.metadata.name != 'expression'",
          message: 'unused',
          messageExpression:
            "'not ' + object.metadata.name + ' of ' + request.userInfo.username",
        },
        {
          expression: "object.metadata.name != 'broken-message'",
          message: 'used',
          messageExpression: 'string(object.metadata.nothing)',
        },
        {
          expression: "object.metadata.name != 'forbidden'",
          reason: 'Forbidden',
        },
        {
          expression: "object.metadata.name != 'large'",
          reason: 'RequestEntityTooLarge',
        },
        {
          expression:
            "object.metadata.name != 'broken' || object.nothing.at == 1",
        },
        {
          expression:
            "object.metadata.name != 'wrong' || object.metadata.name > 1",
        },
      ],
    });
    const expected: [string, string, number?][] = [
      ['plain', "failed expression: object.metadata.name != 'plain'"],
      ['message', 'not this one'],
      ['expression', 'not expression of admin'],
      ['broken-message', 'used'],
      [
        'forbidden',
        "failed expression: object.metadata.name != 'forbidden'",
        403,
      ],
      ['large', "failed expression: object.metadata.name != 'large'", 413],
      [
        'broken',
        "expression 'object.metadata.name != 'broken' || object.nothing.at == 1' resulted in error: no such key: nothing",
      ],
      [
        'wrong',
        "expression 'object.metadata.name != 'wrong' || object.metadata.name > 1' resulted in error: no such overload",
      ],
    ];
    for (const [object, text, code = 422] of expected) {
      const answer = await server().api.post(at, configMap(object));
      expect([answer.code, answer.body]).toEqual([
        code,
        denial(name, object, text, code),
      ]);
    }
    expect((await server().api.post(at, configMap('good'))).code).toBe(201);
  });

  it('sees the object before, the request and the namespace', async () => {
    const { name, at, namespace } = await enforce({
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

  it('refuses to delete, where this is asked for', async () => {
    const { namespace, name, at } = await enforce({
      validations: [
        {
          expression:
            "request.operation != 'DELETE' || !(has(oldObject.metadata.labels) && 'keep' in oldObject.metadata.labels)",
          messageExpression:
            "oldObject.metadata.name + ' is to be kept, not ' + string(object == null)",
        },
      ],
      matchConstraints: {
        resourceRules: [{ ...configMaps, operations: ['*'] }],
      },
    });
    const { api } = server();
    await api.post(at, configMap('kept-one', {}, { labels: { keep: '' } }));
    const refused = await api.delete(`${at}/kept-one`);
    expect(refused.code).toBe(422);
    expect(refused.body.message).toContain(
      `configmaps "kept-one" is forbidden: ValidatingAdmissionPolicy '${name}'`,
    );
    expect(namespace).not.toBe('');
    await api.patch(`${at}/kept-one`, 'merge', {
      metadata: { labels: { keep: null } },
    });
    expect((await api.delete(`${at}/kept-one`)).code).toBe(200);
  });

  it('asks its conditions first, whom it exempts too', async () => {
    const { name, at } = await enforce({
      matchConditions: [
        { name: 'not-ours', expression: "object.metadata.name != 'exempt'" },
        {
          name: 'readable',
          expression:
            "object.metadata.name != 'failing' || object.nothing == 1",
        },
      ],
      validations: [
        { expression: "object.metadata.name == 'marker'", message: 'never' },
      ],
    });
    const { api } = server();
    expect((await api.post(at, configMap('exempt'))).code).toBe(201);
    expect((await api.post(at, configMap('other'))).body).toEqual(
      denial(name, 'other', 'never'),
    );
    expect((await api.post(at, configMap('failing'))).body).toEqual(
      denial(
        name,
        'failing',
        "expression 'object.metadata.name != 'failing' || object.nothing == 1' resulted in error: no such key: nothing",
      ),
    );
  });

  it('counts what fails as fulfilled when it is told to ignore failures', async () => {
    const { name, at } = await enforce({
      failurePolicy: 'Ignore',
      validations: [
        { expression: 'object.nothing == 1' },
        { expression: "object.metadata.name != 'bad'", message: 'bad' },
      ],
    });
    expect((await server().api.post(at, configMap('good'))).code).toBe(201);
    expect((await server().api.post(at, configMap('bad'))).body).toEqual(
      denial(name, 'bad', 'bad'),
    );
  });

  it('has variables, which may use each other', async () => {
    const { name, at } = await enforce({
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

  it('warns instead of refusing, where the binding says so', async () => {
    const { name, at } = await enforce(
      {
        validations: [
          { expression: "object.metadata.name != 'odd'", message: 'odd name' },
        ],
      },
      { validationActions: ['Warn', 'Audit'] },
    );
    const { code, headers } = await server().api.post(at, configMap('odd'));
    expect([code, headers.warning]).toEqual([
      201,
      `299 - "Validation failed for ValidatingAdmissionPolicy '${name}' with binding '${name}': odd name"`,
    ]);
  });

  it('knows what somebody may do', async () => {
    const { name, at, namespace } = await enforce({
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

  it('refuses to connect to a pod', async () => {
    const { name, namespace } = await enforce({
      matchConstraints: {
        resourceRules: [
          configMaps,
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CONNECT'],
            resources: ['pods/exec', 'pods/attach'],
          },
        ],
      },
      validations: [
        {
          expression: "request.operation != 'CONNECT'",
          messageExpression:
            "'no %s of %s'.format([request.subResource, object.kind])",
          reason: 'Forbidden',
        },
      ],
    });
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    await server().api.post(pods, {
      metadata: { name: 'runs' },
      spec: { containers: [{ name: 'c', image: 'x' }] },
    });
    const { code, body } = await server().api.post(
      `${pods}/runs/exec?command=ls&stdout=true`,
      undefined,
    );
    const message = `ValidatingAdmissionPolicy '${name}' with binding '${name}' denied request: no exec of PodExecOptions`;
    expect([code, body.reason, body.message]).toEqual([
      403,
      'Forbidden',
      `pods "runs" is forbidden: ${message}`,
    ]);
  });
});
