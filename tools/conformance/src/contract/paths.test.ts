import { ask, named } from '../testing/ask';
import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';
import { said } from '../testing/said';

const text = (contentType: string) => ({ contentType });

contract('paths', server => {
  let names: Record<string, string>;
  let widgets: Defined;
  beforeAll(async () => {
    widgets = await define(server());
    names = { ns: await server().namespace(), g: widgets.group };
    await server().api.post(`/api/v1/namespaces/${names.ns}/configmaps`, {
      metadata: { name: 'there' },
    });
    await server().api.post(widgets.path(names.ns), widgets.object('there'));
  });

  it.each(
    named<string[]>([
      [
        ['GET', '/nothing'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/nothing/at/all?x=1'],
        ['404', '404 page not found\n'],
      ],
      [
        ['POST', '/nothing', {}],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/api/v2'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v2/pods'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/nowhere.example.com'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/nowhere.example.com/v1'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/nowhere.example.com/v1/things'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/apps/v9'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/apps/v9/deployments'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/apps/v1/things'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/apps/v1/namespaces/{ns}/things'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/apps/v1/namespaces/{ns}/things/x'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v1/things'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v1/namespaces/{ns}/configmaps/there/nothing'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v1/namespaces/{ns}/configmaps/there/status'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v1/namespaces/{ns}/configmaps/there/a/b'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/apis/{g}/v2'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/{g}/v2/widgets'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/{g}/v1/others'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/{g}/v1/namespaces/{ns}/others/x'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/apis/{g}/v1/namespaces/{ns}/widgets/there/status'],
        [
          '404 NotFound',
          'widgets.widgets.example.com "there" not found',
          'widgets.example.com/widgets there',
        ],
      ],
      [
        ['GET', '/apis/{g}/v1/namespaces/{ns}/widgets/there/scale'],
        [
          '404 NotFound',
          'widgets.widgets.example.com "there" not found',
          'widgets.example.com/widgets there',
        ],
      ],
      [
        ['GET', '/apis/{g}/v1/namespaces/{ns}/widgets/there/nothing'],
        [
          '404 NotFound',
          'widgets.widgets.example.com "there" not found',
          'widgets.example.com/widgets there',
        ],
      ],
      [
        ['GET', '/apis/{g}/v1/widgets/there'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/api/v1/configmaps/there'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v1/namespaces/{ns}/nodes'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/api/v1/namespaces/{ns}/namespaces'],
        [
          '404 NotFound',
          'the server could not find the requested resource',
          '/ ',
        ],
      ],
      [
        ['GET', '/openapi'],
        ['404', '404 page not found\n'],
      ],
      [
        ['GET', '/openapi/v3/apis/nowhere/v1'],
        ['404', ''],
      ],
      [
        ['GET', '/healthz/nothing'],
        ['404', '404 page not found\n'],
      ],
    ]),
  )('that there are not: %s', async (_title, request, expected) => {
    expect(said(await ask(server(), names, request))).toEqual(expected);
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

  it.each(
    named<string[]>([
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'v2', kind: 'ConfigMap', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'x' },
          },
        ],
        [
          '400 BadRequest',
          'Deployment in version "v1" cannot be handled as a ConfigMap: converting (v1.Deployment) to (core.ConfigMap): unknown conversion',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'nowhere/v1', kind: 'Thing', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'Thing in version "v1" cannot be handled as a ConfigMap: no kind "Thing" is registered for version "nowhere/v1" in scheme "pkg/runtime/scheme.go:111"',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { kind: 'ConfigMap', metadata: { name: 'kindonly' } },
        ],
        ['201'],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 'v1', metadata: { name: 'versiononly' } },
        ],
        ['201'],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { apiVersion: 5, kind: 'ConfigMap' },
        ],
        [
          '400 BadRequest',
          'the object provided is unrecognized (must be of type ConfigMap): couldn\'t get version/kind; json parse error: json: cannot unmarshal number into Go struct field .apiVersion of type string ({"apiVersion":5,"kind":"Config ...)',
        ],
      ],
      [
        ['POST', '/api/v1/namespaces/{ns}/configmaps', { metadata: 'text' }],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal string into Go struct field ConfigMap.metadata of type v1.ObjectMeta',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 5 } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x', labels: [] } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x' }, data: { a: 1 } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
        ],
      ],
      [
        [
          'POST',
          '/api/v1/namespaces/{ns}/configmaps',
          { metadata: { name: 'x' }, binaryData: { a: '!' } },
        ],
        [
          '400 BadRequest',
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: illegal base64 data at input byte 0',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          "the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in '<object>'",
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { kind: 'Widget', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'the API version in the data () does not match the expected API version (widgets.example.com/v1)',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          "the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in '<object>'",
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', kind: 'Gadget', metadata: { name: 'x' } },
        ],
        [
          '422 Invalid',
          'Gadget.widgets.example.com "x" is invalid: kind: Invalid value: "Gadget": must be Widget',
          'widgets.example.com/Gadget x',
          '- FieldValueInvalid kind: Invalid value: "Gadget": must be Widget',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v2', kind: 'Widget', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'the API version in the data (widgets.example.com/v2) does not match the expected API version (widgets.example.com/v1)',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } },
        ],
        [
          '400 BadRequest',
          'the API version in the data (v1) does not match the expected API version (widgets.example.com/v1)',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', kind: 'Widget' },
        ],
        [
          '422 Invalid',
          'Widget.widgets.example.com "" is invalid: metadata.name: Required value: name or generateName is required',
          'widgets.example.com/Widget ',
          '- FieldValueRequired metadata.name: Required value: name or generateName is required',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          {
            apiVersion: '{g}/v1',
            kind: 'Widget',
            metadata: { name: 'x', labels: { a: 1 } },
          },
        ],
        [
          '400 BadRequest',
          'Widget in version "v1" cannot be handled as a Widget: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string',
        ],
      ],
      [
        [
          'POST',
          '/apis/{g}/v1/namespaces/{ns}/widgets',
          { apiVersion: '{g}/v1', kind: 'Widget', metadata: 'text' },
        ],
        [
          '400 BadRequest',
          'Widget in version "v1" cannot be handled as a Widget: json: cannot unmarshal string into Go value of type v1.ObjectMeta',
        ],
      ],
    ]),
  )('with bodies that do not fit: %s', async (_title, request, expected) => {
    expect(said(await ask(server(), names, request))).toEqual(expected);
  });

  it('answer health checks in plain text', async () => {
    const { api } = server();
    for (const path of [
      '/healthz',
      '/livez',
      '/readyz',
      '/healthz/ping',
      '/readyz/ping',
    ]) {
      const { code, text: body, headers } = await api.get(path);
      expect([path, code, body, headers['content-type']]).toEqual([
        path,
        200,
        'ok',
        'text/plain; charset=utf-8',
      ]);
    }
    const verbose = await api.get('/readyz?verbose');
    expect(verbose.text).toMatch(
      /^\[\+\]ping ok\n(\[\+\][-\w/.]+ ok\n)*readyz check passed\n$/,
    );
    const live = await api.get('/livez?verbose');
    expect(live.text).toMatch(
      /^\[\+\]ping ok\n(\[\+\][-\w/.]+ ok\n)*livez check passed\n$/,
    );
  });

  it('are shown to the authorised, and not to others', async () => {
    const { body } = await server().api.get('/');
    expect(body.paths).toEqual(
      expect.arrayContaining([
        '/api',
        '/api/v1',
        '/apis',
        '/apis/apps',
        '/apis/apps/v1',
        `/apis/${names.g}/v1`,
        '/healthz',
        '/livez',
        '/metrics',
        '/openapi/v3',
        '/readyz',
        '/version',
      ]),
    );
    expect([...body.paths].sort()).toEqual(body.paths);
    const portal = await server().api.get('/', { token: 'portal' });
    expect(said(portal)).toEqual([
      '403 Forbidden',
      'forbidden: User "portal" cannot get path "/"',
      '/ ',
    ]);
    expect(
      said(await server().api.get('/metrics', { token: 'portal' })),
    ).toEqual([
      '403 Forbidden',
      'forbidden: User "portal" cannot get path "/metrics"',
      '/ ',
    ]);
    expect(
      said(await server().api.get('/nothing', { token: 'portal' })),
    ).toEqual([
      '403 Forbidden',
      'forbidden: User "portal" cannot get path "/nothing"',
      '/ ',
    ]);
    const metrics = await server().api.get('/metrics');
    expect([
      metrics.code,
      String(metrics.headers['content-type']).split(';')[0],
    ]).toEqual([200, 'text/plain']);
    expect(metrics.text).toMatch(/^# HELP /m);
  });

  it('tell the version', async () => {
    const { code, body } = await server().api.get('/version', {
      token: 'portal',
    });
    expect(code).toBe(200);
    expect(body).toMatchObject({
      major: '1',
      minor: expect.stringMatching(/^\d+/),
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
      platform: expect.any(String),
    });
  });
});
