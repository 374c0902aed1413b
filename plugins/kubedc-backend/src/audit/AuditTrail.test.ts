import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { Request } from 'express';
import { auditEventOf } from '../__testUtils__/auditEventOf';
import { runOf } from '../__testUtils__/runOf';
import type { AuditStore } from './AuditStore';
import { AuditTrail, type AuditBeginning } from './AuditTrail';
import { endOverdueEvents } from './scheduleAuditTasks';

const request = {
  ip: '192.0.2.7',
  get: () => undefined,
} as unknown as Request;

const beginning = (override: Partial<AuditBeginning> = {}): AuditBeginning => ({
  eventId: 'operation-run',
  operation: 'vm:delete',
  severity: 'high',
  credentials: mockCredentials.user('user:acme/alice'),
  identity: { user: 'acme:alice', groups: ['acme:org-admin'] },
  request,
  target: {
    installation: 'sandbox',
    organization: 'acme',
    project: 'acme/prod',
    kind: 'virtualMachine',
    namespace: 'acme-prod',
    name: 'web-1',
  },
  ...override,
});

function setUp() {
  const store = {
    insert: jest.fn(),
    attach: jest.fn(),
    end: jest.fn().mockResolvedValue(true),
    findOpenOf: jest.fn().mockResolvedValue([]),
  };
  const auditor = mockServices.auditor.mock();
  const audited = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(audited);
  const logger = mockServices.logger.mock();
  const trail = new AuditTrail({
    auditor,
    auditStore: store as unknown as AuditStore,
    logger,
  });
  return { store, auditor, audited, logger, trail };
}

describe('AuditTrail', () => {
  it('records who begins what, where and from where', async () => {
    const { store, trail } = setUp();

    const { requestId } = await trail.begin(beginning());

    expect(store.insert).toHaveBeenCalledWith({
      ...beginning().target,
      id: expect.any(String),
      startedAt: expect.any(Date),
      expectedBy: expect.any(Date),
      operation: 'vm:delete',
      severity: 'high',
      outcome: 'running',
      actor: 'user:acme/alice',
      kubernetesUser: 'acme:alice',
      tenant: 'acme',
      via: 'page',
      requestId,
      sourceAddress: '192.0.2.7',
    });
  });

  it.each([
    [
      'somebody of another organization',
      { identity: { user: 'globex:dave', groups: [] } },
    ],
    [
      'an operator',
      { identity: { user: 'platform:olga', groups: ['platform:admin'] } },
    ],
    ['somebody without an identity', { identity: undefined }],
  ])(
    'shows what %s does to the organization only once the rights were found to be there',
    async (_, override) => {
      const { store, trail } = setUp();

      const entry = await trail.begin(beginning(override));

      expect(store.insert).toHaveBeenCalledWith(
        expect.objectContaining({ organization: 'acme', tenant: undefined }),
      );
      const deadline = new Date('2026-11-21T12:00:00Z');
      await entry.attach({ id: 'run-1', deadline });
      expect(store.attach).toHaveBeenCalledWith(expect.any(String), {
        runId: 'run-1',
        expectedBy: new Date('2026-11-21T12:10:00Z'),
        tenant: 'acme',
      });
    },
  );

  it.each([
    ['refused', new NotAllowedError('bob cannot delete')],
    ['failed', new Error('exceeded quota')],
  ])('records that it was %s, and why', async (outcome, error) => {
    const { store, audited, trail } = setUp();
    const entry = await trail.begin(beginning());

    await entry.failed(error);

    expect(store.end).toHaveBeenCalledWith(
      expect.any(String),
      { outcome, reason: error.message },
      expect.any(Date),
    );
    expect(audited.fail).toHaveBeenCalledWith({
      error: new Error(error.message),
      meta: { outcome },
    });
  });

  it.each(['database', 'audit log'])(
    'lets nothing begin while the %s is away',
    async missing => {
      const { store, auditor, trail } = setUp();
      const broken =
        missing === 'database' ? store.insert : auditor.createEvent;
      broken.mockRejectedValue(new Error('connect ECONNREFUSED'));

      await expect(trail.begin(beginning())).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('nothing was done'),
      });
    },
  );

  it('leaves nothing open that was let down by the audit log', async () => {
    const { store, auditor, trail } = setUp();
    auditor.createEvent.mockRejectedValue(new Error('disk full'));

    await expect(trail.begin(beginning())).rejects.toThrow('nothing was done');

    expect(store.end).toHaveBeenCalledWith(
      store.insert.mock.calls[0][0].id,
      {
        outcome: 'failed',
        reason: expect.stringContaining('nothing was done'),
      },
      expect.any(Date),
    );
  });

  it('lets nothing be written that could not be tied to its event', async () => {
    const { store, trail } = setUp();
    const entry = await trail.begin(beginning());
    store.attach.mockRejectedValue(new Error('connect ECONNREFUSED'));

    await expect(entry.attach(runOf())).rejects.toThrow('nothing was done');
  });

  it('does not call something failed that was done, because its end could not be recorded', async () => {
    const { store, logger, trail } = setUp();
    const entry = await trail.begin(beginning());
    store.end.mockRejectedValue(new Error('connect ECONNREFUSED'));

    await entry.succeeded();
    await trail.endOfRun(runOf({ state: 'succeeded', finishedAt: new Date() }));

    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('could not be recorded'),
      expect.any(Error),
    );
  });

  it('tells the end of a run once, whoever sees it', async () => {
    const { store, auditor, audited, trail } = setUp();
    const run = runOf({ state: 'succeeded', finishedAt: new Date() });
    const event = auditEventOf({ runId: run.id });
    store.findOpenOf.mockResolvedValue([event]);
    store.end.mockResolvedValueOnce(true).mockResolvedValueOnce(false);

    await trail.endOfRun(run);
    await trail.endOfRun(run);

    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'operation-end',
        meta: expect.objectContaining({
          auditId: event.id,
          actor: 'user:acme/alice',
          runId: run.id,
        }),
      }),
    );
    expect(audited.success).toHaveBeenCalledTimes(1);
  });

  it('does nothing about a run that goes on', async () => {
    const { store, trail } = setUp();
    await trail.endOfRun(runOf({ state: 'settling' }));
    expect(store.findOpenOf).not.toHaveBeenCalled();
  });

  it('ends later what a process that died left open', async () => {
    const run = runOf({ state: 'failed', finishedAt: new Date() });
    const audit = { endOfRun: jest.fn() };
    await endOverdueEvents({
      audit,
      auditStore: { findRunsOverdue: async () => [run.id, 'gone'] },
      runs: { find: async id => (id === run.id ? run : undefined) },
    });
    expect(audit.endOfRun.mock.calls).toEqual([[run]]);
  });
});
