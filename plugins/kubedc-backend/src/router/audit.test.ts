import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { AuditEvent } from '@kubedc/backstage-plugin-kubedc-common';
import { objectBucketClaimType } from '@kubedc/backstage-plugin-kubedc-common';
import { startPortal, type Portal } from '../__testUtils__/startPortal';
import { AuditStore } from '../audit/AuditStore';

describe('audit', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ sharedAccount: 'shared' });
    // Where everybody acts as one account, the portal's own policy tells operators.
    portal.permissions.authorize.mockImplementation((async (
      queries: Array<{ permission: { name: string } }>,
      { credentials }: { credentials: BackstageCredentials },
    ) => {
      const { userEntityRef } = credentials.principal as BackstageUserPrincipal;
      const denied =
        userEntityRef === 'user:kube-dc/olga' ? '' : 'kubedc.admin.read';
      return queries.map(({ permission }) => ({
        result: permission.name === denied ? 'DENY' : 'ALLOW',
      }));
    }) as never);
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const bucket = (name: string, project: string, rest: object = {}) => ({
    input: { installation: 'sandbox', project, name },
    ...rest,
  });
  const create = async (person: string, name: string, project = 'acme/dev') => {
    const { body } = await portal
      .run('bucket:create', person, bucket(name, project))
      .expect(202);
    return portal.finish(body.runId, person);
  };
  const listed = async (person: string, query: string) => {
    const { body } = await portal.get(`/audit?${query}`, person).expect(200);
    return body.items as AuditEvent[];
  };

  it('tells who did what, once it has ended as while it goes on', async () => {
    const answer = await portal
      .run('bucket:create', 'bob', bucket('told', 'acme/dev'))
      .set('x-request-id', 'request-7')
      .expect(202);
    expect(answer.headers['x-request-id']).toBe('request-7');
    const [running] = await listed('alice', 'name=told');
    const run = await portal.finish(answer.body.runId, 'bob');

    const [ended, ...others] = await listed('alice', 'name=told');

    expect(others).toEqual([]);
    expect(ended).toEqual({
      id: running.id,
      startedAt: running.startedAt,
      finishedAt: run.finishedAt,
      operation: 'bucket:create',
      severity: 'medium',
      outcome: 'succeeded',
      actor: 'user:acme/bob',
      kubernetesUser: 'acme:bob',
      via: 'page',
      installation: 'sandbox',
      organization: 'acme',
      project: 'acme/dev',
      kind: 'objectBucketClaim',
      name: 'told',
      runId: run.runId,
      requestId: 'request-7',
      sourceAddress: expect.stringMatching(/127\.0\.0\.1$|^::1$/),
    });
  });

  it('finds the project of what is named by its namespace', async () => {
    await portal
      .run('vm:start', 'alice', {
        input: { namespace: 'acme-prod', name: 'nowhere' },
      })
      .expect(404);

    await expect(listed('alice', 'name=nowhere')).resolves.toMatchObject([
      {
        outcome: 'failed',
        reason: expect.stringContaining('not found'),
        organization: 'acme',
        project: 'acme/prod',
        kind: 'virtualMachine',
        namespace: 'acme-prod',
      },
    ]);
  });

  it('is for operators and for the administrators of an organization', async () => {
    await create('alice', 'of-acme');
    await create('carol', 'of-globex', 'globex/shop');
    await create('olga', 'of-olga');
    const namesFor = async (person: string) =>
      (await listed(person, 'text=of-&limit=500'))
        .map(({ name }) => name)
        .sort();

    await expect(namesFor('olga')).resolves.toEqual([
      'of-acme',
      'of-globex',
      'of-olga',
    ]);
    await expect(namesFor('alice')).resolves.toEqual(['of-acme', 'of-olga']);
    await expect(namesFor('carol')).resolves.toEqual(['of-globex']);
    await expect(listed('carol', 'organization=acme')).resolves.toEqual([]);
    for (const person of ['bob', 'dave', 'mallory']) {
      for (const format of ['json', 'csv']) {
        const answer = await portal.get(`/audit?format=${format}`, person);
        expect(answer.status).toBe(403);
        expect(answer.text).not.toContain('of-');
      }
    }
  });

  it('says what somebody may read', async () => {
    const scopeOf = async (person: string) =>
      (await portal.get('/audit/scope', person).expect(200)).body;
    await expect(scopeOf('olga')).resolves.toEqual({
      installations: ['sandbox', 'shared'],
      organizations: [],
    });
    await expect(scopeOf('alice')).resolves.toEqual({
      installations: [],
      organizations: [{ installation: 'sandbox', organization: 'acme' }],
    });
    await expect(scopeOf('bob')).resolves.toEqual({
      installations: [],
      organizations: [],
    });
  });

  it("keeps an organization's administrators from learning who of elsewhere tried", async () => {
    await portal
      .run('bucket:create', 'dave', bucket('spied', 'acme/prod'))
      .expect(403);
    await portal
      .run('bucket:create', 'dave', bucket('refused', 'globex/shop'))
      .expect(403);

    await expect(listed('alice', 'name=spied')).resolves.toEqual([]);
    await expect(listed('carol', 'name=spied')).resolves.toEqual([]);
    await expect(listed('olga', 'name=spied')).resolves.toMatchObject([
      { actor: 'user:globex/dave', outcome: 'refused', organization: 'acme' },
    ]);
    await expect(listed('carol', 'name=refused')).resolves.toMatchObject([
      {
        actor: 'user:globex/dave',
        outcome: 'refused',
        reason: expect.stringContaining('cannot create resource'),
      },
    ]);
  });

  it('records a repeated call as one of its own with the end of the first', async () => {
    const body = bucket('repeated', 'acme/dev', { idempotencyKey: 'once' });
    const first = await portal.run('bucket:create', 'alice', body).expect(202);
    await portal.finish(first.body.runId, 'alice');
    await portal.run('bucket:create', 'alice', body).expect(202);

    const events = await listed('alice', 'name=repeated');

    expect(events.map(({ outcome, runId }) => [outcome, runId])).toEqual([
      ['succeeded', first.body.runId],
      ['succeeded', first.body.runId],
    ]);
  });

  it('does nothing that it cannot record', async () => {
    jest
      .spyOn(AuditStore.prototype, 'insert')
      .mockRejectedValueOnce(new Error('connect ECONNREFUSED 10.0.0.9'));
    const begun = await portal.run(
      'bucket:create',
      'alice',
      bucket('unrecorded', 'acme/dev'),
    );
    jest
      .spyOn(AuditStore.prototype, 'attach')
      .mockRejectedValueOnce(new Error('connect ECONNREFUSED 10.0.0.9'));
    const attached = await portal.run(
      'bucket:create',
      'alice',
      bucket('unrecorded', 'acme/dev'),
    );

    for (const answer of [begun, attached]) {
      expect(answer.status).toBe(503);
      expect(answer.body.error.message).toContain('nothing was done');
      expect(answer.text).not.toContain('10.0.0.9');
    }
    await expect(
      portal.admin.find(objectBucketClaimType, 'acme-dev', 'unrecorded'),
    ).resolves.toBeUndefined();
  });

  it('pages through what matches', async () => {
    const all = await listed('olga', 'limit=500');
    const paged: AuditEvent[] = [];
    let cursor = '';
    do {
      const { body } = await portal
        .get(`/audit?limit=2${cursor && `&cursor=${cursor}`}`, 'olga')
        .expect(200);
      paged.push(...body.items);
      cursor = body.nextCursor ?? '';
    } while (cursor);

    expect(all.length).toBeGreaterThan(5);
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it.each([
    ['outcome', 'outcome=great'],
    ['kind', 'kind=teapot'],
    ['from', 'from=yesterday'],
    ['from', 'from=2026-13-45'],
    ['to', 'from=2026-11-21&to=2026-11-20'],
    ['limit', 'limit=0'],
    ['limit', 'limit=501'],
    ['cursor', 'cursor=AAAA'],
    ['format', 'format=xml'],
    ['actor', 'actor=a&actor=b'],
    ['name', 'name='],
    ['colour', 'colour=red'],
  ])('refuses a bad %s', async (field, query) => {
    const { status, body } = await portal.get(`/audit?${query}`, 'olga');
    expect(status).toBe(400);
    expect(body.error.field).toBe(field);
  });

  it('gives a file that a spreadsheet takes for nothing but text', async () => {
    await portal
      .run('bucket:create', 'alice', bucket('=1+1,"x"', 'acme/dev'))
      .expect(400);

    const asked = await portal
      .get('/audit?text=1%2B1', 'alice')
      .set('accept', 'text/csv')
      .expect(200);
    const named = await portal.get('/audit?format=csv&text=1%2B1', 'alice');

    expect(asked.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="audit-\d{4}-\d{2}-\d{2}\.csv"$/,
      ),
    });
    const [header, line, end] = asked.text.split('\r\n');
    expect(header).toMatch(/^startedAt,finishedAt,actor,/);
    expect(line).toContain(`,"'=1+1,""x""",`);
    expect(end).toBe('');
    expect(named.text).toBe(asked.text);
  });

  it('gives no file to who asks for anything', async () => {
    const { headers } = await portal
      .get('/audit', 'alice')
      .set('accept', '*/*')
      .expect(200);
    expect(headers['content-type']).toMatch(/json/);
    expect(headers['cache-control']).toBe('no-store');
  });
});
