import { ApiClient } from '@kubedc/embedded-apiserver/testing';
import { decodeJwt } from 'jose';
import { contract } from '../testing/contract';
import { untilTrue } from '../testing/rbac';
import { said } from '../testing/said';
import { pod, podNamespace } from '../testing/workload';

const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const REVIEWS = '/apis/authentication.k8s.io/v1/tokenreviews';

async function review(api: ApiClient, token: string, audiences?: string[]) {
  const { body } = await api.post(REVIEWS, { spec: { token, audiences } });
  return body.status;
}

contract('a token of a service account', server => {
  let namespace: string;
  let accounts: string;
  let target: string;
  let account: { uid: string };
  beforeEach(async () => {
    namespace = await podNamespace(server());
    accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
    const { body } = await server().api.post(accounts, {
      metadata: { name: 'robot' },
    });
    account = body.metadata;
    target = `${accounts}/robot/token`;
  });
  const request = async (spec: object = {}) => {
    const answer = await server().api.post(target, { spec });
    expect([answer.code, answer.text]).toEqual([201, answer.text]);
    return answer.body;
  };
  const user = () => ({
    username: `system:serviceaccount:${namespace}:robot`,
    uid: account.uid,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  });

  it('stands for the account', async () => {
    const { api } = server();
    const body = await request();
    expect(body).toEqual({
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: expect.objectContaining({
        name: 'robot',
        namespace,
        uid: account.uid,
        creationTimestamp: expect.any(String),
      }),
      spec: {
        audiences: [expect.stringMatching(/^https:/)],
        expirationSeconds: 3600,
        boundObjectRef: null,
      },
      status: {
        token: expect.any(String),
        expirationTimestamp: expect.any(String),
      },
    });
    const { token, expirationTimestamp } = body.status;
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      sub: user().username,
      aud: body.spec.audiences,
      'kubernetes.io': {
        namespace,
        serviceaccount: { name: 'robot', uid: account.uid },
      },
    });
    expect(Date.parse(expirationTimestamp)).toBe(Number(claims.exp) * 1000);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
    const me = await api.post(SELF, {}, { token });
    expect(me.body.status.userInfo).toEqual({
      ...user(),
      extra: {
        'authentication.kubernetes.io/credential-id': [`JTI=${claims.jti}`],
      },
    });
  });

  it('is for its audiences only', async () => {
    const { api } = server();
    const spec = { audiences: ['vault', 'mesh'], expirationSeconds: 700 };
    const { status, spec: given } = await request(spec);
    expect(given).toEqual({ ...spec, boundObjectRef: null });
    expect((await api.post(SELF, {}, { token: status.token })).code).toBe(401);
    const reviewed = await review(api, status.token, ['mesh', 'other']);
    expect(reviewed).toMatchObject({
      authenticated: true,
      user: user(),
      audiences: ['mesh'],
    });
    expect(await review(api, status.token, ['other'])).toEqual({
      user: {},
      error:
        '[invalid bearer token, token audiences ["vault" "mesh"] is invalid for the target audiences ["other"]]',
    });
  });

  it('ends with its account', async () => {
    const { api } = server();
    const { token } = (await request()).status;
    await api.delete(`${accounts}/robot`);
    // The real server remembers a good token for some seconds.
    const { token: other } = (
      await api.post(`${accounts}/default/token`, { spec: {} })
    ).body.status;
    expect((await api.post(SELF, {}, { token: other })).code).toBe(201);
    expect(await review(api, token)).toEqual({
      user: {},
      error: '[invalid bearer token, serviceaccounts "robot" not found]',
    });
  });

  it('is bound to a pod or a Secret, and ends with it', async () => {
    const { api } = server();
    const secrets = `/api/v1/namespaces/${namespace}/secrets`;
    const secret = (await api.post(secrets, { metadata: { name: 'key' } }))
      .body;
    const boundObjectRef = { kind: 'Secret', apiVersion: 'v1', name: 'key' };
    const body = await request({ boundObjectRef });
    expect(body.spec.boundObjectRef).toEqual(boundObjectRef);
    const bound = body.status.token;
    expect(decodeJwt(bound)['kubernetes.io']).toMatchObject({
      secret: { name: 'key', uid: secret.metadata.uid },
    });
    await api.delete(`${secrets}/key`);
    await untilTrue(
      async () => (await review(api, bound)).authenticated !== true,
    );
    expect(await review(api, bound)).toEqual({
      user: {},
      error:
        '[invalid bearer token, service account token has been invalidated]',
    });

    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const made = await api.post(
      pods,
      pod('worker', undefined, { serviceAccountName: 'robot' }),
    );
    const reference = { kind: 'Pod', apiVersion: 'v1', name: 'worker' };
    const { token } = (await request({ boundObjectRef: reference })).status;
    const me = await api.post(SELF, {}, { token });
    expect(me.body.status.userInfo).toMatchObject({
      ...user(),
      extra: {
        'authentication.kubernetes.io/pod-name': ['worker'],
        'authentication.kubernetes.io/pod-uid': [made.body.metadata.uid],
      },
    });
  });

  it('is refused with the reason', async () => {
    const { api } = server();
    const refusal = async (spec: object, metadata?: object, at = target) =>
      said(await api.post(at, { metadata, spec }));
    expect(await refusal({ expirationSeconds: 10 })).toEqual([
      '422 Invalid',
      'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 10: may not specify a duration less than 10 minutes',
      'authentication.k8s.io/TokenRequest ',
      '- FieldValueInvalid spec.expirationSeconds: Invalid value: 10: may not specify a duration less than 10 minutes',
    ]);
    expect((await refusal({ expirationSeconds: 2 ** 32 + 1 }))[1]).toBe(
      'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds',
    );
    expect((await refusal({}, { name: 'other' }))[1]).toBe(
      'TokenRequest.authentication.k8s.io "robot" is invalid: metadata.name: Invalid value: "other": must match the service account name if specified',
    );
    expect(await refusal({}, {}, `${accounts}/nobody/token`)).toEqual([
      '404 NotFound',
      'serviceaccounts "nobody" not found',
      '/serviceaccounts nobody',
    ]);
    const bound = (kind: string, name: string, uid?: string) => ({
      boundObjectRef: { kind, apiVersion: 'v1', name, uid },
    });
    expect(await refusal(bound('Pod', 'nobody'))).toEqual([
      '404 NotFound',
      'pods "nobody" not found',
      '/pods nobody',
    ]);
    expect(await refusal(bound('ConfigMap', 'x'))).toEqual([
      '400 BadRequest',
      'cannot bind token to object of type /v1, Kind=ConfigMap',
    ]);
    const secrets = `/api/v1/namespaces/${namespace}/secrets`;
    await api.post(secrets, { metadata: { name: 'key' } });
    expect(await refusal(bound('Secret', 'key', 'other'))).toEqual([
      '409 Conflict',
      'Operation cannot be fulfilled on Secret "key": the UID in the bound object reference (other) does not match the UID in record. The object might have been deleted and then recreated',
      '/Secret key',
    ]);
    await api.post(
      `/api/v1/namespaces/${namespace}/pods`,
      pod('web', undefined, {}),
    );
    expect(await refusal(bound('Pod', 'web'))).toEqual([
      '400 BadRequest',
      'cannot bind token for serviceaccount "robot" to pod running with different serviceaccount name.',
    ]);
    expect(said(await api.get(target))[0]).toBe('405 MethodNotAllowed');
  });
});
