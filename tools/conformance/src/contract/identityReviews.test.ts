import { contract } from '../testing/contract';

const AUTHENTICATION = '/apis/authentication.k8s.io/v1';

contract('a review of who somebody is', server => {
  it('is answered about oneself', async () => {
    const { api } = server();
    const target = `${AUTHENTICATION}/selfsubjectreviews`;
    const { code, body } = await api.post(target, {}, { token: 'alice' });
    expect(code).toBe(201);
    expect(body.status.userInfo).toMatchObject({
      username: 'acme:alice',
      groups: ['acme:org-admin', 'system:authenticated'],
    });
    expect((await api.post(target, {}, { token: '' })).code).toBe(403);
  });

  it('is answered about a token to those who may ask', async () => {
    const { api } = server();
    const target = `${AUTHENTICATION}/tokenreviews`;
    const of = async (spec: object) => (await api.post(target, { spec })).body;
    const own = await of({ token: 'bob' });
    expect(own.status).toMatchObject({
      authenticated: true,
      user: {
        username: 'acme:bob',
        groups: ['acme:user', 'system:authenticated'],
      },
    });
    expect(own.status.audiences).toHaveLength(1);
    expect((await of({ token: 'nobody' })).status).toEqual({
      user: {},
      error: 'invalid bearer token',
    });
    expect((await of({ token: 'bob', audiences: ['vault'] })).status).toEqual({
      user: {},
      error: 'invalid bearer token',
    });
    expect(await of({})).toMatchObject({
      code: 400,
      message: 'token is required for TokenReview in authentication',
    });
    const spec = { token: 'bob' };
    expect((await api.post(target, { spec }, { token: 'alice' })).code).toBe(
      403,
    );
  });
});
