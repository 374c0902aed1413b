import { TestServer } from './testing/testServer';
import {
  CONFIG_MAPS,
  configMap,
  widget,
  WIDGETS,
  WIDGETS_PATH,
} from './testing/widgets';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const QUOTAS = '/api/v1/namespaces/default/resourcequotas';

describe('quotas', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    await server.post(CRDS, WIDGETS);
  });
  afterAll(() => server.remove());

  const used = (name: string, amount: string) =>
    server.until(
      `${QUOTAS}/plan`,
      ({ body }) => body.status?.used?.[name] === amount,
    );

  it('count custom resources, and what failed to be made not at all', async () => {
    const name = 'count/widgets.example.com';
    await server.post(WIDGETS_PATH, widget('a'));
    await server.post(QUOTAS, {
      metadata: { name: 'plan' },
      spec: { hard: { [name]: '3' } },
    });
    await used(name, '1');

    expect((await server.post(WIDGETS_PATH, widget('a'))).code).toBe(409);
    expect(
      (await server.post(WIDGETS_PATH, widget('b', { size: 'huge' }))).code,
    ).toBe(422);
    await used(name, '1');

    expect((await server.post(WIDGETS_PATH, widget('b'))).code).toBe(201);
    expect((await server.post(WIDGETS_PATH, widget('c'))).code).toBe(201);
    const { code, body } = await server.post(WIDGETS_PATH, widget('d'));
    expect(code).toBe(403);
    expect(body.message).toBe(
      'widgets.example.com "d" is forbidden: exceeded quota: plan, requested: count/widgets.example.com=1, used: count/widgets.example.com=3, limited: count/widgets.example.com=3',
    );
    await server.delete(WIDGETS_PATH);
    await used(name, '0');
  });

  it('do not stand in the way of what they do not limit', async () => {
    expect((await server.post(CONFIG_MAPS, configMap('a'))).code).toBe(201);
  });
});
