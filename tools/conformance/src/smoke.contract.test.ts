import { contract } from './testing/contract';

contract('a missing object', server => {
  it('is a 404 that names resource and object', async () => {
    const { api } = server();
    const { code, body } = await api.get(
      '/api/v1/namespaces/default/configmaps/nowhere',
    );
    expect(code).toBe(404);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'configmaps "nowhere" not found',
      reason: 'NotFound',
      details: { name: 'nowhere', kind: 'configmaps' },
      code: 404,
    });
  });
});
