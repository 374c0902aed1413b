import { ask, named } from '../../testing/ask';
import { contract } from '../../testing/contract';
import { places } from '../../testing/places';
import { said } from '../../testing/said';

const text = (contentType: string) => ({ contentType });

contract('methods of paths', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = await places(server());
  });

  it.each(
    named<string[]>([
      [
        ['POST', '/api/v1/configmaps', { metadata: { name: 'x' } }],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        [
          'PUT',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x' } },
        ],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        [
          'PATCH',
          '/api/v1/namespaces/{ns}/configmaps',
          {},
          text('application/merge-patch+json'),
        ],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['POST', '/api/v1/namespaces/{ns}/configmaps/there', {}],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['DELETE', '/api/v1/configmaps'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['DELETE', '/api/v1/namespaces'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['OPTIONS', '/api/v1/namespaces/{ns}/configmaps'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['POST', '/apis/{g}/v1/widgets', {}],
        ['404', '404 page not found\n'],
      ],
      [
        ['PUT', '/apis/{g}/v1/namespaces/{ns}/widgets', {}],
        ['400 BadRequest', 'name must be provided'],
      ],
      [
        ['POST', '/apis/{g}/v1/namespaces/{ns}/widgets/there', {}],
        [
          '400 BadRequest',
          "the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in '<object>'",
        ],
      ],
      [
        ['OPTIONS', '/apis/{g}/v1/namespaces/{ns}/widgets'],
        [
          '405 MethodNotAllowed',
          ' is not supported on resources of kind "widgets.widgets.example.com"',
          'widgets.example.com/widgets ',
        ],
      ],
      [
        ['GET', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews/x'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['DELETE', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/authentication.k8s.io/v1/tokenreviews'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['POST', '/version', {}],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [['POST', '/apis', {}], ['200']],
      [
        ['POST', '/apis/apps/v1', {}],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['DELETE', '/api/v1/namespaces/{ns}/services/x/status'],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['POST', '/api/v1/namespaces/{ns}/pods/x/status', {}],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['POST', '/apis/apps/v1/namespaces/{ns}/deployments/x/scale', {}],
        [
          '405 MethodNotAllowed',
          'the server does not allow this method on the requested resource',
          '/ ',
        ],
      ],
      [
        ['PUT', '/api/v1/namespaces/{ns}', { metadata: { name: 'other' } }],
        [
          '400 BadRequest',
          'the name of the object (other) does not match the name on the URL (contract)',
        ],
      ],
      [
        ['DELETE', '/apis/{g}/v1/widgets'],
        ['404', '404 page not found\n'],
      ],
    ]),
  )('with methods they do not have: %s', async (_title, request, expected) => {
    expect(said(await ask(server(), names, request))).toEqual(expected);
  });
});
