import { contract } from '../../testing/contract';

contract('OpenAPI v2', server => {
  it('has the types that kubectl checks objects by', async () => {
    const { code, body } = await server().api.get('/openapi/v2');
    expect(code).toBe(200);
    expect(body).toMatchObject({
      swagger: '2.0',
      info: { title: 'Kubernetes' },
      definitions: {
        'io.k8s.api.core.v1.ConfigMap': {
          type: 'object',
          properties: {
            data: {
              type: 'object',
              additionalProperties: { type: 'string' },
            },
            metadata: {
              $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
            },
          },
          'x-kubernetes-group-version-kind': [
            { group: '', kind: 'ConfigMap', version: 'v1' },
          ],
        },
      },
    });
  });

  it('is protobuf for who asks for it, and nothing else', async () => {
    const { api } = server();
    const answer = await api.get('/openapi/v2', {
      headers: {
        accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
      },
    });
    expect(answer.code).toBe(200);
    expect(answer.headers['content-type']).toBe(
      'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
    );
    expect(answer.text.slice(0, 5)).toBe('\n\u00032.0');
    const other = await api.get('/openapi/v2', {
      headers: { accept: 'text/html' },
    });
    expect(other.code).toBe(406);
  });
});
