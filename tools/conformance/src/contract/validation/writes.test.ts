import { causesOf } from '../../testing/causesOf';
import { selector, template } from '../../testing/builtins';
import { contract } from '../../testing/contract';
import { untilAnswered } from '../../testing/policies';
import { podNamespace } from '../../testing/workload';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const VERSION =
  '- FieldValueInvalid metadata.resourceVersion: Invalid value: 0: must be specified for an update';

contract('writes of built-in kinds', server => {
  it.each([
    ['policy/v1', 'poddisruptionbudgets', { minAvailable: 1, selector }],
    ['coordination.k8s.io/v1', 'leases', { holderIdentity: 'me' }],
  ])(
    'of %s %s name the version they replace',
    async (group, resource, spec) => {
      const { api } = server();
      const at = `/apis/${group}/namespaces/${await server().namespace()}/${resource}`;
      const body = { metadata: { name: 'x' }, spec };
      const created = await api.post(at, body);
      expect(causesOf(await api.put(`${at}/x`, body))).toEqual([
        '422 Invalid',
        VERSION,
      ]);
      const { resourceVersion } = created.body.metadata;
      const replaced = await api.put(`${at}/x`, {
        ...body,
        metadata: { name: 'x', resourceVersion },
      });
      expect(replaced.code).toBe(200);
    },
  );

  it('do not give a service the address of another', async () => {
    const { api } = server();
    const at = `/api/v1/namespaces/${await server().namespace()}/services`;
    const ports = [{ port: 80 }];
    const first = await api.post(at, {
      metadata: { name: 'a' },
      spec: { ports },
    });
    const { clusterIP } = first.body.spec;
    const taken = { metadata: { name: 'b' }, spec: { ports, clusterIP } };
    expect(causesOf(await api.post(at, taken))).toEqual([
      '422 Invalid',
      `- FieldValueInvalid spec.clusterIPs: Invalid value: ["${clusterIP}"]: failed to allocate IP ${clusterIP}: provided IP is already allocated`,
    ]);
    const moved = await api.patch(`${at}/a`, 'merge', {
      spec: { clusterIP: '10.0.0.77', clusterIPs: ['10.0.0.77'] },
    });
    expect(causesOf(moved)).toEqual([
      '422 Invalid',
      '- FieldValueInvalid spec.clusterIPs[0]: Invalid value: ["10.0.0.77"]: may not change once set',
    ]);
  });

  it('change of a stateful set only what may change', async () => {
    const { api } = server();
    const at = `/apis/apps/v1/namespaces/${await server().namespace()}/statefulsets`;
    await api.post(at, {
      metadata: { name: 'x' },
      spec: { replicas: 0, serviceName: 'x', selector, template },
    });
    const refused = await api.patch(`${at}/x`, 'merge', {
      spec: { podManagementPolicy: 'Parallel' },
    });
    expect(causesOf(refused)).toEqual([
      '422 Invalid',
      "- FieldValueForbidden spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ]);
    const scaled = await api.patch(`${at}/x`, 'merge', {
      spec: { minReadySeconds: 1 },
    });
    expect(scaled.code).toBe(200);
  });

  it('protect a claim, in case a pod uses it', async () => {
    const { api } = server();
    const ns = `/api/v1/namespaces/${await podNamespace(server())}`;
    const at = `${ns}/persistentvolumeclaims`;
    const created = await api.post(at, {
      metadata: { name: 'x' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    });
    expect(created.body.metadata.finalizers).toEqual([
      'kubernetes.io/pvc-protection',
    ]);
    const deleted = await api.delete(`${at}/x`);
    expect(deleted.body.metadata.deletionTimestamp).toBeTruthy();
  });

  it('grant too much before they are wrong otherwise', async () => {
    const { api } = server();
    const at = `${RBAC}/namespaces/${await server().namespace()}`;
    const rules = [
      {
        verbs: ['create'],
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['roles'],
      },
    ];
    await api.post(`${at}/roles`, { metadata: { name: 'maker' }, rules });
    await api.post(`${at}/rolebindings`, {
      metadata: { name: 'maker' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'maker',
      },
      subjects: [{ kind: 'User', name: 'acme:alice' }],
    });
    const role = {
      metadata: { name: 'bad/name' },
      rules: [
        { verbs: [], apiGroups: [''], resources: ['pods'] },
        { verbs: ['get'], apiGroups: [''], resources: ['pods'] },
      ],
    };
    const refused = await untilAnswered(
      () => api.post(`${at}/roles`, role, { token: 'alice' }),
      ({ body }) => !/cannot create resource/.test(body.message),
    );
    expect(refused.code).toBe(403);
    expect(refused.body.message).toContain(
      'is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["pods"], Verbs:["get"]}',
    );
  });

  it('of a scale are admitted as scales', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    const at = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    await api.post(at, {
      metadata: { name: 'web' },
      spec: { replicas: 0, selector, template },
    });
    const policies =
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolic';
    const name = server().unique('scales');
    await api.post(`${policies}ies`, {
      metadata: { name },
      spec: {
        matchConstraints: {
          namespaceSelector: {
            matchLabels: { 'kubernetes.io/metadata.name': namespace },
          },
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['UPDATE'],
              resources: ['deployments/scale'],
            },
          ],
        },
        validations: [
          {
            expression: 'false',
            messageExpression:
              "request.kind.kind + ' ' + object.kind + ' ' + request.subResource + ' ' + string(object.spec.replicas)",
          },
        ],
      },
    });
    server().atEnd(() => api.delete(`${policies}ies/${name}`));
    await api.post(`${policies}ybindings`, {
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    });
    server().atEnd(() => api.delete(`${policies}ybindings/${name}`));
    const refused = await untilAnswered(
      () =>
        api.patch(`${at}/web/scale?dryRun=All`, 'merge', {
          spec: { replicas: 7 },
        }),
      ({ code }) => code === 422,
    );
    expect(refused.body.message).toContain('Scale Scale scale 7');
    const changed = await api.patch(`${at}/web`, 'merge', {
      spec: { replicas: 0, paused: true },
    });
    expect(changed.code).toBe(200);
  });
});
