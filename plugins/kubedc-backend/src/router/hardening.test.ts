import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startPortal, type Portal } from '../__testUtils__/startPortal';

const PATH = '/api/kubedc/operations/vm%3Astop';
const input = { namespace: 'acme-prod', name: 'web-1' };

describe('what comes to the routes', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ limits: { writesPerMinute: 5 } });
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const bob = mockCredentials.user.header('user:acme/bob');
  const olga = mockCredentials.user.header('user:kube-dc/olga');

  it.each([
    ['a form of another site', 'application/x-www-form-urlencoded', 'name=x'],
    ['text of another site', 'text/plain', JSON.stringify({ input })],
  ])('refuses %s', async (_, type, body) => {
    const answer = await request(portal.server)
      .post(PATH)
      .set('authorization', bob)
      .set('content-type', type)
      .send(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ field: 'body' });
  });

  it('takes nobody by their cookies', async () => {
    const answer = await request(portal.server)
      .post(PATH)
      .set('cookie', mockCredentials.limitedUser.cookie('user:acme/bob'))
      .send({ input });

    // Known by the cookie or not, it is no way in.
    expect([401, 403]).toContain(answer.status);
  });

  it('takes at most a megabyte', async () => {
    const answer = await request(portal.server)
      .post(PATH)
      .set('authorization', bob)
      .send({ input: { ...input, more: 'x'.repeat(2_000_000) } });

    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/at most 1 MB/);
  });

  it.each([
    ['what is no JSON', 'identity', '{"input":', /It is not JSON/],
    [
      'what is nested without end',
      'identity',
      `${'{"input":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      /nested too deeply/,
    ],
    ['what does not unpack', 'gzip', 'no gzip', /cannot be read/],
    ['what nobody can unpack', 'compress', '{"input":{}}', /UTF-8/],
  ])('refuses %s as a body', async (_, encoding, body, sentence) => {
    const answer = await request(portal.server)
      .post(PATH)
      .set('authorization', olga)
      .set('content-type', 'application/json')
      .set('content-encoding', encoding)
      .send(body);

    expect(answer.body.error).toMatchObject({ field: 'body' });
    expect(answer.body.error.message).toMatch(sentence);
    expect(answer.status).toBe(400);
  });

  it.each([
    ['runId', '/operations/runs/%00'],
    ['name', '/resources/virtual-machines/sandbox/acme-prod/web%00'],
    ['q', '/resources/virtual-machines?q=%00'],
    ['text', '/audit?text=a%00b'],
    ['query', '/audit?te%00xt=a'],
  ])('refuses a NUL in the address and names %s', async (field, path) => {
    const answer = await portal.get(path, 'olga');

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      field,
      sentence: 'Leave out the character NUL',
    });
  });

  it.each([
    ['input.name', { input: { ...input, name: 'web\0' } }],
    ['idempotencyKey', { input, idempotencyKey: '\0' }],
    ['body', { input, 'x\0': 1 }],
  ])('refuses a NUL in the body and names %s', async (field, body) => {
    const answer = await request(portal.server)
      .post(PATH)
      .set('authorization', mockCredentials.user.header('user:acme/alice'))
      .send(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      field,
      sentence: 'Leave out the character NUL',
    });
  });

  it('stops who sends too much, and nobody else', async () => {
    const dryRun = (person: string) =>
      portal.run('vm:stop', person, { input, dryRun: true });
    const statuses: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      statuses.push((await dryRun('bob')).status);
    }
    const refused = await dryRun('bob');

    expect(statuses).toContain(429);
    expect(refused.status).toBe(429);
    expect(refused.body.error.message).toMatch(/more than 5 requests/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await dryRun('alice')).status).toBe(200);
    await portal.get('/resources/virtual-machines', 'bob').expect(200);
  });
});
