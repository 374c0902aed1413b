import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  KubernetesObject,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { KubernetesApiError } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  KubernetesRequest,
  OperationRunner,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { auditEventOf } from '../__testUtils__/auditEventOf';
import { runOf } from '../__testUtils__/runOf';
import { AuditStore } from '../audit/AuditStore';
import { AuditTrail } from '../audit/AuditTrail';
import { openDatabase } from '../database/openDatabase';
import type { PlatformContexts } from '../platform/PlatformContexts';
import { RunExecutor } from './RunExecutor';
import { RunResolver } from './RunResolver';
import { RunStore } from './RunStore';
import type { StoredRun } from './types';

const type: ResourceType = {
  group: 'objectbucket.io',
  version: 'v1alpha1',
  resource: 'objectbucketclaims',
  kind: 'ObjectBucketClaim',
  namespaced: true,
};
const PATH =
  '/apis/objectbucket.io/v1alpha1/namespaces/acme-prod/objectbucketclaims';
const target = (name: string) => ({ type, namespace: 'acme-prod', name });

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('RunResolver on %s', databaseId => {
  const request = jest.fn();
  const settled = jest.fn();
  const judge = jest.fn();
  const objects = new Map<string, KubernetesObject>();
  let runs: RunStore;
  let resolver: RunResolver;
  let auditStore: AuditStore;

  beforeAll(async () => {
    const knex = await databases.init(databaseId);
    const opened = await openDatabase(
      mockServices.database.mock({
        getClient: async () => knex,
        migrations: { skip: false },
      }),
    );
    runs = new RunStore(opened);
    auditStore = new AuditStore(opened);
    const logger = mockServices.logger.mock();
    const auditor = mockServices.auditor.mock();
    auditor.createEvent.mockResolvedValue({
      success: async () => {},
      fail: async () => {},
    });
    resolver = new RunResolver({
      runs,
      logger,
      executor: new RunExecutor({ runs, logger }),
      identities: { of: async run => run.identity },
      runners: [
        { declaration: { id: 'bucket:create' }, settled },
      ] as unknown as OperationRunner[],
      gate: { judge },
      audit: new AuditTrail({ auditor, auditStore, logger }),
      contexts: { of: () => ({}) } as unknown as PlatformContexts,
      platform: {
        transport: () => ({ request }),
      } as unknown as PlatformService,
    });
  });

  beforeEach(() => {
    objects.clear();
    settled.mockReset();
    settled.mockResolvedValue({ state: 'pending', message: 'Binding' });
    judge.mockReset();
    judge.mockResolvedValue({ open: true });
    request.mockReset();
    request.mockImplementation(async ({ method, path }: KubernetesRequest) => {
      const found = objects.get(path);
      if (!found) {
        throw new KubernetesApiError({
          code: 404,
          reason: 'NotFound',
          message: 'not found',
        });
      }
      if (method === 'DELETE') {
        objects.delete(path);
      }
      return found;
    });
  });

  const exists = (name: string, runId: string) =>
    objects.set(`${PATH}/${name}`, {
      apiVersion: 'objectbucket.io/v1alpha1',
      kind: 'ObjectBucketClaim',
      metadata: {
        name,
        namespace: 'acme-prod',
        uid: `uid-${name}`,
        annotations: { 'portal.kube-dc.com/operation': runId },
      },
    });

  const cutOff = (override: Partial<StoredRun> = {}) =>
    runs.insert(
      runOf({
        leaseUntil: new Date(Date.now() - 1),
        targets: [target('one'), target('two')],
        ...override,
      }),
    );
  const settling = (override: Partial<StoredRun> = {}) =>
    runs.insert(
      runOf({ state: 'settling', leaseUntil: undefined, ...override }),
    );

  it.each([
    ['succeeded', { state: 'done', message: 'Bound', output: {} }, undefined],
    ['failed', { state: 'failed', message: 'No room' }, 'No room'],
  ])(
    'ends what the audit trail has open when the run has %s',
    async (outcome, settlement, reason) => {
      const run = await settling();
      const event = auditEventOf();
      await auditStore.insert(event);
      await auditStore.attach(event.id, {
        runId: run.id,
        expectedBy: run.deadline,
      });
      const seen = await resolver.resolve(run);
      await expect(auditStore.find(event.id)).resolves.toMatchObject({
        outcome: 'running',
      });

      settled.mockResolvedValue(settlement);
      await resolver.resolve(seen);

      await expect(auditStore.find(event.id)).resolves.toMatchObject({
        outcome,
        reason,
        finishedAt: expect.any(Date),
      });
    },
  );

  it('leaves a run alone that a process is sending', async () => {
    const run = await runs.insert(runOf({ targets: [target('one')] }));

    await expect(resolver.resolve(run)).resolves.toMatchObject({
      state: 'running',
    });
    expect(request).not.toHaveBeenCalled();
  });

  it('goes on with a run whose process died after everything was made', async () => {
    const run = await cutOff();
    exists('one', run.id);
    exists('two', run.id);

    const resolved = await resolver.resolve(run);

    expect(resolved.state).toBe('settling');
    expect(resolved.made.map(({ metadata }) => metadata.uid)).toEqual([
      'uid-one',
      'uid-two',
    ]);
    expect(resolved.progress.at(-1)?.message).toBe('Binding');
    expect(
      request.mock.calls.every(([{ as }]) => as.user === 'acme:alice'),
    ).toBe(true);
  });

  it('takes back what a run had made whose process died midway', async () => {
    const run = await cutOff();
    exists('one', run.id);

    await expect(resolver.resolve(run)).resolves.toMatchObject({
      state: 'failed',
      error: {
        name: 'InterruptedError',
        message: expect.stringContaining('removed again'),
      },
    });
    expect(objects.size).toBe(0);
  });

  it('recovers a run once however many ask for it', async () => {
    const run = await cutOff();
    exists('one', run.id);

    await Promise.all([resolver.resolve(run), resolver.resolve(run)]);

    const deletions = request.mock.calls.filter(
      ([{ method }]) => method === 'DELETE',
    );
    expect(deletions).toHaveLength(1);
  });

  it('asks again later while the platform does not answer', async () => {
    const run = await cutOff();
    exists('one', run.id);
    exists('two', run.id);
    request.mockRejectedValueOnce(
      new KubernetesApiError({ code: 503, reason: 'X', message: 'away' }),
    );

    const first = await resolver.resolve(run);
    expect(first.state).toBe('running');
    const later = await runs.find(run.id);

    await expect(resolver.resolve(later!)).resolves.toMatchObject({
      state: 'settling',
    });
  });

  it('adds a progress line only when something changed', async () => {
    const first = await resolver.resolve(await settling());
    const second = await resolver.resolve(first);
    settled.mockResolvedValue({ state: 'pending', message: 'Bound' });
    const third = await resolver.resolve(second);

    expect(third.progress.map(({ message }) => message)).toEqual([
      'Binding',
      'Bound',
    ]);
  });

  it('ends with the output when the platform has finished, and asks no more', async () => {
    settled.mockResolvedValue({
      state: 'done',
      message: 'Bound',
      output: { name: 'one' },
    });

    const done = await resolver.resolve(await settling());
    await resolver.resolve(done);

    expect(done).toMatchObject({
      state: 'succeeded',
      output: { name: 'one' },
      finishedAt: expect.any(Date),
    });
    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('ends only when the gate is open, and tells each thing once', async () => {
    const output = { entityRef: 'resource:acme-prod/bucket.one' };
    settled.mockResolvedValue({ state: 'done', message: 'Bound', output });
    judge.mockResolvedValue({
      open: false,
      line: 'Waiting until the catalog shows it',
    });
    const first = await resolver.resolve(await settling());
    const second = await resolver.resolve(first);
    expect(second).toMatchObject({ state: 'settling', output: undefined });

    judge.mockResolvedValue({ open: true });
    const third = await resolver.resolve(second);

    expect(third).toMatchObject({ state: 'succeeded', output });
    expect(third.progress.map(({ message }) => message)).toEqual([
      'Bound',
      'Waiting until the catalog shows it',
    ]);
    expect(judge).toHaveBeenLastCalledWith(
      expect.objectContaining({ id: first.id }),
      { id: 'bucket:create' },
      output,
    );
  });

  it("ends in the platform's words when it failed", async () => {
    settled.mockResolvedValue({
      state: 'failed',
      message: 'Import failed: 404',
    });

    await expect(resolver.resolve(await settling())).resolves.toMatchObject({
      state: 'failed',
      error: { message: 'Import failed: 404' },
    });
  });

  it('expires at its deadline and says what was seen last', async () => {
    const run = await settling({ deadline: new Date(Date.now() - 1) });

    await expect(resolver.resolve(run)).resolves.toMatchObject({
      state: 'expired',
      error: { message: expect.stringContaining('Binding') },
    });
  });

  it('succeeds rather than expires when it was finished by its deadline', async () => {
    settled.mockResolvedValue({ state: 'done', message: 'Bound', output: {} });
    const run = await settling({ deadline: new Date(Date.now() - 1) });

    await expect(resolver.resolve(run)).resolves.toMatchObject({
      state: 'succeeded',
    });
  });
});
