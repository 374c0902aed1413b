import { startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';
import { eventually } from '../__testUtils__/eventually';

const bucket = (name: string, installation: string) => ({
  input: { project: 'acme/dev', name, installation },
});

describe('where the portal acts for everybody', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ sharedAccount: 'shared' });
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  it('lets people operate who have no identity on the platform', async () => {
    const { status, body } = await portal.run(
      'bucket:create',
      'mallory',
      bucket('shared-one', 'shared'),
    );

    expect(status).toBe(202);
    await expect(portal.finish(body.runId, 'mallory')).resolves.toMatchObject({
      state: 'succeeded',
    });
  });

  it("has the portal's own policy as its gate", async () => {
    portal.permissions.authorize.mockResolvedValueOnce([
      { result: 'DENY' },
    ] as never);

    const { status } = await portal.run(
      'bucket:create',
      'mallory',
      bucket('shared-two', 'shared'),
    );

    expect(status).toBe(403);
  });

  it('gives nobody an identity on another installation', async () => {
    const { status, body } = await portal.run(
      'bucket:create',
      'mallory',
      bucket('shared-three', 'sandbox'),
    );

    expect(status).toBe(403);
    expect(body.error.name).toBe('NotAllowedError');
  });

  it('shows a run of it to nobody but who started it', async () => {
    const { body } = await portal.run(
      'bucket:create',
      'mallory',
      bucket('shared-four', 'shared'),
    );

    const other = await portal.get(`/operations/runs/${body.runId}`, 'dave');

    expect(other.status).toBe(404);
  });
});

describe('when the platform goes away', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal();
    await portal.ready();
    await portal.stopSandbox();
  });
  afterAll(async () => {
    await portal?.stop();
  });

  it('says so, and goes on showing what it knows to whom it may', async () => {
    const body = await eventually(async () => {
      const answer = await portal.get('/resources/projects', 'alice');
      return answer.body.problems.length > 0 && answer.body;
    });

    expect(body.problems).toContainEqual({
      installation: 'sandbox',
      reason: 'unreachable',
      message: expect.stringContaining('does not answer'),
    });
  });

  it('answers 503 for one object', async () => {
    const { status, body } = await portal.get(
      '/resources/virtual-machines/sandbox/acme-prod/web-1',
      'alice',
    );

    expect(status).toBe(503);
    expect(body.error.name).toBe('ServiceUnavailableError');
  });

  it('starts nothing', async () => {
    const { status, body } = await portal.run(
      'bucket:create',
      'alice',
      bucket('late', 'sandbox'),
    );

    expect(status).toBe(503);
    expect(body.error.message).toContain('could not be checked');
  });

  it('tells that the installation is unreachable', async () => {
    const items = await eventually(async () => {
      const { body } = await portal.get('/installations', 'alice');
      return body.items[0].state === 'unreachable' && body.items;
    });

    expect(items).toMatchObject([{ name: 'sandbox', state: 'unreachable' }]);
  });
});
