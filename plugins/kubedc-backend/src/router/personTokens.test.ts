import { mockCredentials } from '@backstage/backend-test-utils';
import { startPortal, type Portal } from '../__testUtils__/startPortal';

const VM_LIST = '/resources/virtual-machines';
const PROJECT = '/resources/projects/sandbox/acme/dev';
const bucket = (name: string) => ({ input: { project: 'acme/dev', name } });

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** The same token with other claims; the signature no longer fits. */
function forged(token: string, claims: object): string {
  const [header, , signature] = token.split('.');
  const payload = Buffer.from(
    JSON.stringify({ ...claimsOf(token), ...claims }),
  ).toString('base64url');
  return `${header}.${payload}.${signature}`;
}

describe('people’s own tokens', () => {
  let portal: Portal;
  let alice: string;

  beforeAll(async () => {
    portal = await startPortal({ identity: 'oidc' });
    alice = await portal.tokenOf('alice');
    await portal.ready();
  });

  afterAll(async () => {
    await portal?.stop();
  });

  const get = (path: string, token: string, person = 'alice') =>
    portal.get(path, person).set('kubedc-token', token);
  const run = (name: string, token: string) =>
    portal
      .run('bucket:create', 'alice', bucket(name))
      .set('kubedc-token', token);

  it('are needed for what only the person may do, not for lists', async () => {
    const list = await portal.get(VM_LIST, 'alice').expect(200);
    expect(list.body.total).toBeGreaterThan(0);

    const { body } = await portal.get(PROJECT, 'alice').expect(401);
    expect(body.error).toMatchObject({ name: 'MissingTokenError' });
    await portal.run('bucket:create', 'alice', bucket('none')).expect(401);
    await get(PROJECT, alice).expect(200);
  });

  it.each([
    ['another person of the organization', 'bob'],
    ['a person of another organization', 'dave'],
    ['an operator', 'olga'],
  ])('are refused when they are of %s', async (_, other) => {
    const token = await portal.tokenOf(other);
    for (const call of [
      get(PROJECT, token),
      get(VM_LIST, token),
      run('stolen', token),
    ]) {
      const { body } = await call.expect(403);
      expect(body.error.message).toContain('than your session');
    }
  });

  it('are refused when the sign-in server did not sign them, by the API server', async () => {
    const groups = ['org-admin', 'admin'];
    const { body } = await get(PROJECT, forged(alice, { groups })).expect(401);
    expect(body.error).toMatchObject({
      name: 'SessionEndedError',
      message: 'Your session ended; sign in again',
    });
    await run('forged', forged(alice, { groups })).expect(401);
  });

  it('are refused when they have ended', async () => {
    const ended = forged(alice, { exp: Math.floor(Date.now() / 1000) - 1 });
    for (const call of [get(PROJECT, ended), run('late', ended)]) {
      const { body } = await call.expect(401);
      expect(body.error.message).toBe('Your session ended; sign in again');
    }
  });

  it.each(['opaque', 'a.b.c', 'x'.repeat(13_000)])(
    'are refused when they are none',
    async token => {
      const { body } = await get(PROJECT, token).expect(403);
      expect(JSON.stringify(body)).not.toContain(`Kubedc-Token: ${token}`);
      expect(body.error.message).toBe(
        'The token in the request is not a JSON Web Token',
      );
    },
  );

  it('never show in an answer, the audit log or the audit trail', async () => {
    await run('seen', alice).expect(202);
    await run('seen', alice).expect(409);
    await get(PROJECT, alice).expect(200);
    const trail = await portal.get('/audit', 'olga').expect(200);
    const recorded = JSON.stringify([
      trail.body,
      portal.auditor.createEvent.mock.calls.map(
        ([{ request: _, ...event }]) => event,
      ),
      portal.audited.success.mock.calls,
      portal.audited.fail.mock.calls,
    ]);
    expect(recorded).toContain('seen');
    expect(recorded).not.toContain(alice.split('.')[2]);
  });

  describe('in grants', () => {
    const ask = (body: object, token = alice) =>
      portal.post('/grants', 'alice', body).set('kubedc-token', token);
    const grant = async (...operations: string[]): Promise<string> =>
      (await ask({ operations }).expect(201)).body.id;
    const by = (person: string, actor?: { subject: string }) =>
      `Bearer ${mockCredentials.user.token(`user:acme/${person}`, { actor })}`;
    /** As a task calls: without a token, with the grant. */
    const byGrant = (
      id: string,
      name: string,
      operation = 'bucket:create',
      person = 'alice',
    ) =>
      portal
        .run(operation, person, bucket(name))
        .set('authorization', by(person, { subject: 'plugin:scaffolder' }))
        .set('kubedc-grant', id);

    it('let a task act as the person', async () => {
      const id = await grant('bucket:create');
      const { body } = await byGrant(id, 'by-task').expect(202);
      await expect(portal.finish(body.runId, 'alice')).resolves.toMatchObject({
        state: 'succeeded',
      });
      expect(portal.auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({ eventId: 'grant-create' }),
      );
    });

    it('let nobody else, and nothing else', async () => {
      const id = await grant('bucket:create');
      const answers = await Promise.all([
        byGrant(id, 'x', 'project:create'),
        byGrant(id, 'x', 'bucket:create', 'bob'),
        byGrant('6a9a4f8e-0000-4000-8000-000000000000', 'x'),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    });

    it.each([undefined, { subject: 'plugin:mcp-actions' }])(
      'are no good to who read of them in a task: %j',
      async actor => {
        const id = await grant('bucket:create');
        const { status, body } = await portal
          .run('bucket:create', 'alice', bucket('by-agent'))
          .set('authorization', by('alice', actor))
          .set('kubedc-grant', id);
        expect(status).toBe(403);
        expect(body.error.message).toContain('tasks of software templates');
      },
    );

    it('open nothing but operations', async () => {
      const id = await grant('bucket:create');
      const { status } = await portal
        .get(PROJECT, 'alice')
        .set('kubedc-grant', id);
      expect(status).toBe(401);
    });

    it('are not given without a token, with another’s or for nothing', async () => {
      await portal
        .post('/grants', 'alice', { operations: ['bucket:create'] })
        .expect(401);
      await ask(
        { operations: ['bucket:create'] },
        await portal.tokenOf('bob'),
      ).expect(403);
      for (const operations of [[], ['no:such'], undefined, 'bucket:create']) {
        const { body } = await ask({ operations }).expect(400);
        expect(body.error.message).toContain('operations');
      }
    });

    it('go on with a fresh token when the person’s portal brings one', async () => {
      const id = await grant('bucket:create');
      const fresh = await portal.tokenOf('alice');
      const { body } = await portal
        .post('/grants/renew', 'alice', {})
        .set('kubedc-token', fresh)
        .expect(200);
      expect(body.open).toBeGreaterThan(0);
      expect(Date.parse(body.endsAt)).toBe(claimsOf(fresh).exp * 1000);
      await byGrant(id, 'renewed').expect(202);
      await portal.post('/grants/renew', 'alice', {}).expect(401);
    });
  });
});
