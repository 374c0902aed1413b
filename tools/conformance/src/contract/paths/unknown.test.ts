import { ask, named } from '../../testing/ask';
import { contract } from '../../testing/contract';
import { places } from '../../testing/places';
import { said } from '../../testing/said';

contract('unknown paths', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = await places(server());
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
});
