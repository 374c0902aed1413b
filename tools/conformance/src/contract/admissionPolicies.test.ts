import { contract } from '../testing/contract';
import {
  binding,
  BINDINGS,
  configMap,
  configMapRule,
  denial,
  enforce,
  POLICIES,
  policy,
} from '../testing/policies';

contract('ValidatingAdmissionPolicies', server => {
  it('refuses, with the reason and the message that the policy gives', async () => {
    const { name, at } = await enforce(server(), {
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

  it('refuses to delete, where this is asked for', async () => {
    const { namespace, name, at } = await enforce(server(), {
      validations: [
        {
          expression:
            "request.operation != 'DELETE' || !(has(oldObject.metadata.labels) && 'keep' in oldObject.metadata.labels)",
          messageExpression:
            "oldObject.metadata.name + ' is to be kept, not ' + string(object == null)",
        },
      ],
      matchConstraints: {
        resourceRules: [{ ...configMapRule, operations: ['*'] }],
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
    const { name, at } = await enforce(server(), {
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
    const { name, at } = await enforce(server(), {
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

  it('warns instead of refusing, where the binding says so', async () => {
    const { name, at } = await enforce(
      server(),
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

  it('refuses to connect to a pod', async () => {
    const { name, namespace } = await enforce(server(), {
      matchConstraints: {
        resourceRules: [
          configMapRule,
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

  it('says what is wrong with policies and bindings', async () => {
    const name = server().unique('policy');
    const refused = async (url: string, object: object) => {
      const { code, body } = await server().api.post(
        `${url}?dryRun=All`,
        object,
      );
      expect(code).toBe(422);
      return body.details.causes.map(
        ({ field, reason, message }: Record<string, string>) =>
          `${reason} ${field}: ${message.split('\n')[0]}`,
      );
    };
    const wrong = (spec: object) =>
      refused(POLICIES, policy(name, 'x', spec as {}));
    expect(await wrong({})).toEqual([
      'FieldValueRequired spec.validations: Required value: validations or auditAnnotations must contain at least one item',
      'FieldValueRequired spec.auditAnnotations: Required value: validations or auditAnnotations must contain at least one item',
    ]);
    expect(
      await wrong({
        failurePolicy: 'Maybe',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['*', ''],
              apiVersions: [],
              operations: ['CREATE', 'READ'],
              resources: ['pods/*', 'pods/status'],
              scope: 'Any',
            },
          ],
        },
        matchConditions: [
          { name: 'a', expression: 'object' },
          { name: 'a', expression: 'true' },
        ],
        variables: [
          { name: '1a', expression: '1' },
          { name: 'b', expression: 'nothing' },
        ],
        validations: [
          { expression: ' ' },
          { expression: '1' },
          { expression: 'true', reason: 'NotFound' },
          { expression: 'true', message: 'a\nb' },
          { expression: 'true', messageExpression: 'authorizer' },
          { expression: 'params == null' },
          { expression: 'request.nothing == 1' },
        ],
      }),
    ).toEqual([
      'FieldValueNotSupported spec.failurePolicy: Unsupported value: "Maybe": supported values: "Fail", "Ignore"',
      'FieldValueNotSupported spec.matchConstraints.resourceRules[0].operations[1]: Unsupported value: "READ": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE"',
      `FieldValueInvalid spec.matchConstraints.resourceRules[0].apiGroups: Invalid value: ["*",""]: if '*' is present, must not specify other API groups`,
      'FieldValueRequired spec.matchConstraints.resourceRules[0].apiVersions: Required value',
      `FieldValueInvalid spec.matchConstraints.resourceRules[0].resources[1]: Invalid value: "pods/status": if 'pods/*' is present, must not specify pods/status`,
      'FieldValueNotSupported spec.matchConstraints.resourceRules[0].scope: Unsupported value: "Any": supported values: "*", "Cluster", "Namespaced"',
      'FieldValueInvalid spec.matchConditions[0].expression: Invalid value: "object": must evaluate to bool but got dyn',
      'FieldValueDuplicate spec.matchConditions[1].name: Duplicate value: "a"',
      'FieldValueInvalid spec.variables[0].name: Invalid value: "1a": must be a valid CEL identifier',
      `FieldValueInvalid spec.variables[1].expression: Invalid value: "nothing": compilation failed: ERROR: <input>:1:1: undeclared reference to 'nothing' (in container '')`,
      'FieldValueRequired spec.validations[0].expression: Required value: expression is not specified',
      'FieldValueInvalid spec.validations[1].expression: Invalid value: "1": must evaluate to bool but got int',
      'FieldValueNotSupported spec.validations[2].reason: Unsupported value: "NotFound": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge"',
      'FieldValueInvalid spec.validations[3].message: Invalid value: "a\\nb": must not contain line breaks',
      `FieldValueInvalid spec.validations[4].messageExpression: Invalid value: "authorizer": compilation failed: ERROR: <input>:1:1: undeclared reference to 'authorizer' (in container '')`,
      `FieldValueInvalid spec.validations[5].expression: Invalid value: "params == null": compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')`,
      `FieldValueInvalid spec.validations[6].expression: Invalid value: "request.nothing == 1": compilation failed: ERROR: <input>:1:8: undefined field 'nothing'`,
    ]);
    const bound = (spec: object) => refused(BINDINGS, binding(name, spec));
    expect(
      await bound({
        policyName: '',
        validationActions: ['Deny', 'Warn', 'Shout'],
        paramRef: { name: 'a', selector: {} },
      }),
    ).toEqual([
      'FieldValueRequired spec.policyName: Required value',
      'FieldValueForbidden spec.paramRef.name: Forbidden: name and selector are mutually exclusive',
      'FieldValueForbidden spec.paramRef.selector: Forbidden: name and selector are mutually exclusive',
      'FieldValueRequired spec.paramRef.parameterNotFoundAction: Required value',
      'FieldValueNotSupported spec.validationActions[2]: Unsupported value: "Shout": supported values: "Audit", "Deny", "Warn"',
      'FieldValueInvalid spec.validationActions: Invalid value: ["Deny","Warn","Shout"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
    ]);
  });
});
