import { ask, named } from '../../testing/ask';
import { contract } from '../../testing/contract';
import { places } from '../../testing/places';
import { said } from '../../testing/said';

const text = (contentType: string) => ({ contentType });

contract('media types of paths', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = await places(server());
  });

  it.each(
    named<string[]>([
      [
        [
          'GET',
          '/api/v1/namespaces/{ns}/configmaps',
          undefined,
          { headers: { accept: 'text/html' } },
        ],
        [
          '406 NotAcceptable',
          '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch',
          '/ ',
        ],
      ],
      [
        [
          'GET',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          undefined,
          { headers: { accept: 'text/html' } },
        ],
        [
          '406 NotAcceptable',
          'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
        ],
      ],
      [
        [
          'GET',
          '/api/v1/namespaces/{ns}/configmaps/there',
          undefined,
          {
            headers: {
              accept: 'application/json;as=Nonsense;g=meta.k8s.io;v=v1',
            },
          },
        ],
        [
          '406 NotAcceptable',
          'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          '{}',
          text('text/plain'),
        ],
        [
          '415 UnsupportedMediaType',
          'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          '{}',
          text('text/plain'),
        ],
        [
          '415 UnsupportedMediaType',
          'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
        ],
      ],
      [
        [
          'PUT',
          '/api/v1/namespaces/{ns}/configmaps/there',
          '{}',
          text('application/x-www-form-urlencoded'),
        ],
        [
          '415 UnsupportedMediaType',
          'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
        ],
      ],
    ]),
  )('with forms they do not have: %s', async (_title, request, expected) => {
    expect(said(await ask(server(), names, request))).toEqual(expected);
  });
});
