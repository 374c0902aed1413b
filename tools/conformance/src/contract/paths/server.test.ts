import { contract } from '../../testing/contract';
import { places } from '../../testing/places';
import { said } from '../../testing/said';

contract('paths of the server itself', server => {
  let names: Record<string, string>;
  beforeAll(async () => {
    names = await places(server());
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
