import { mockCredentials } from '@backstage/backend-test-utils';
import {
  objectBucketClaimType,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import request from 'supertest';
import { everythingMade } from '../__testUtils__/everythingMade';
import { bucket, vm } from '../__testUtils__/orders';
import { startPortal } from '../__testUtils__/startPortal';
import type { Portal } from '../__testUtils__/startPortal';

describe('operations', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal();
    await portal.ready();
  });
  afterAll(async () => {
    await portal?.stop();
  });
  beforeEach(() => {
    portal.auditor.createEvent.mockClear();
    portal.audited.success.mockClear();
    portal.audited.fail.mockClear();
  });

  const everything = () => everythingMade(portal.admin);

  it('orders a virtual machine, tells how it goes, and gives its address', async () => {
    const { body: started } = await portal
      .run('vm:create', 'alice', vm())
      .expect(202);
    expect(started).toMatchObject({
      operation: 'vm:create',
      installation: 'sandbox',
      state: 'settling',
    });

    const run = await portal.finish(started.runId, 'alice');

    expect(run).toMatchObject({
      state: 'succeeded',
      output: {
        installation: 'sandbox',
        namespace: 'acme-dev',
        name: 'ordered',
        entityRef: 'resource:acme-dev/vm.ordered',
        endpoint: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      },
    });
    expect(run.progress.length).toBeGreaterThan(1);
    const made = await portal.admin.get<KubernetesObject>(
      virtualMachineType,
      'acme-dev',
      'ordered',
    );
    expect(made.metadata.annotations).toMatchObject({
      'portal.kube-dc.com/operation': started.runId,
    });
  });

  it('stops and deletes it, as a developer', async () => {
    const input = { namespace: 'acme-dev', name: 'ordered' };

    const stop = await portal.run('vm:stop', 'bob', { input }).expect(202);
    await expect(portal.finish(stop.body.runId, 'bob')).resolves.toMatchObject({
      state: 'succeeded',
    });
    const gone = await portal
      .run('vm:delete', 'bob', { input: { ...input, deleteDisks: true } })
      .expect(202);
    await expect(portal.finish(gone.body.runId, 'bob')).resolves.toMatchObject({
      state: 'succeeded',
    });

    await expect(
      portal.admin.find(virtualMachineType, 'acme-dev', 'ordered'),
    ).resolves.toBeUndefined();
  });

  it('makes a project that its creator can use at once', async () => {
    const { body } = await portal
      .run('project:create', 'alice', {
        input: { organization: 'acme', name: 'fresh' },
      })
      .expect(202);

    await expect(portal.finish(body.runId, 'alice')).resolves.toMatchObject({
      state: 'succeeded',
      output: {
        entityRef: 'system:acme/fresh',
        backingNamespace: 'acme-fresh',
      },
    });
  });

  it.each([
    ['no JSON', '{"input":', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['text', 'input=1', 'text/plain'],
  ])('refuses a body that is %s', async (_, body, type) => {
    const answer = await portal
      .run('vm:create', 'alice', {})
      .set('content-type', type)
      .send(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      name: 'InputError',
      field: 'body',
    });
  });

  it('refuses a second object of a name and leaves the first as it is', async () => {
    const first = await portal
      .run('bucket:create', 'alice', bucket('twice'))
      .expect(202);
    await portal.finish(first.body.runId, 'alice');
    const before = await portal.admin.get<KubernetesObject>(
      objectBucketClaimType,
      'acme-dev',
      'twice',
    );

    const second = await portal.run('bucket:create', 'bob', bucket('twice'));

    expect(second.status).toBe(409);
    expect(second.body.error.field).toBe('name');
    expect(second.body.error.message).toContain(
      'objectbucketclaims.objectbucket.io "twice" already exists',
    );
    await expect(
      portal.admin.get(objectBucketClaimType, 'acme-dev', 'twice'),
    ).resolves.toEqual(before);
  });

  it('answers the first run to a repeated request', async () => {
    const body = { ...bucket('once'), idempotencyKey: 'task-7' };

    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        portal.run('bucket:create', 'alice', body),
      ),
    );
    const later = await portal.run('bucket:create', 'alice', body);

    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(
      new Set([...answers, later].map(answer => answer.body.runId)).size,
    ).toBe(1);
  });

  it('refuses a key that stands for another request', async () => {
    await portal
      .run('bucket:create', 'alice', {
        ...bucket('keyed'),
        idempotencyKey: 'task-8',
      })
      .expect(202);

    const answer = await portal.run('bucket:create', 'alice', {
      ...bucket('other'),
      idempotencyKey: 'task-8',
    });

    expect(answer.status).toBe(409);
    expect(answer.body.error.field).toBe('idempotencyKey');
  });

  it('shows what it would send in a dry run, and sends nothing', async () => {
    const before = await everything();

    const { body } = await portal
      .run('vm:create', 'alice', {
        ...vm({
          name: 'maybe',
          userData: '#cloud-config\npassword: hunter2-secret',
        }),
        dryRun: true,
      })
      .expect(200);

    expect(
      body.requests.map(({ method, path }: Record<string, string>) => [
        method,
        path,
      ]),
    ).toEqual([
      ['POST', '/apis/cdi.kubevirt.io/v1beta1/namespaces/acme-dev/datavolumes'],
      ['POST', '/apis/kubevirt.io/v1/namespaces/acme-dev/virtualmachines'],
    ]);
    expect(JSON.stringify(body)).not.toContain('hunter2-secret');
    await expect(everything()).resolves.toEqual(before);
  });

  it('shows a run to who started it, to operators and to other plugins only', async () => {
    const { body } = await portal
      .run('bucket:create', 'alice', bucket('watched'))
      .expect(202);
    const path = `/operations/runs/${body.runId}`;

    await portal.get(path, 'alice').expect(200);
    await portal.get(path, 'olga').expect(200);
    await request(portal.server)
      .get(`/api/kubedc${path}`)
      .set('authorization', mockCredentials.service.header())
      .expect(200);
    const others = await portal.get(path, 'bob').expect(404);
    const none = await portal.get('/operations/runs/none', 'bob').expect(404);

    expect(others.body.error.message).toBe(`There is no run '${body.runId}'`);
    expect(none.body.error.message).toBe("There is no run 'none'");
  });

  it('lets people operate, never other plugins or strangers', async () => {
    const post = (header: string) =>
      request(portal.server)
        .post('/api/kubedc/operations/bucket:create')
        .set('authorization', header)
        .send(bucket('mine'));

    await expect(post(mockCredentials.service.header())).resolves.toMatchObject(
      { status: 403 },
    );
    await expect(post(mockCredentials.none.header())).resolves.toMatchObject({
      status: 401,
    });
    await expect(
      post(mockCredentials.user.invalidHeader()),
    ).resolves.toMatchObject({ status: 401 });
    await expect(
      portal.run('bucket:create', 'mallory', bucket('mine')),
    ).resolves.toMatchObject({ status: 403 });
  });

  it("refuses what the portal's own policy does not give", async () => {
    portal.permissions.authorize.mockResolvedValueOnce([
      { result: 'DENY' },
    ] as never);

    const answer = await portal.run('bucket:create', 'alice', bucket('denied'));

    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('kubedc.bucket.create');
  });

  it('writes every attempt into the audit log, without values', async () => {
    await portal
      .run('vm:create', 'alice', vm({ name: 'Bad', userData: 'hunter2' }))
      .expect(400);
    const { body } = await portal
      .run('bucket:create', 'alice', bucket('audited'))
      .expect(202);

    const events = portal.auditor.createEvent.mock.calls.map(
      ([event]) => event,
    );
    const common = { via: 'page', kubernetesUser: 'acme:alice' };
    expect(events.slice(0, 2)).toEqual([
      {
        eventId: 'operation-run',
        severityLevel: 'medium',
        request: expect.anything(),
        meta: {
          ...common,
          auditId: expect.any(String),
          requestId: expect.any(String),
          queryType: 'vm:create',
          target: {
            installation: 'sandbox',
            organization: 'acme',
            project: 'acme/dev',
            kind: 'virtualMachine',
            name: 'Bad',
          },
        },
      },
      {
        eventId: 'operation-run',
        severityLevel: 'medium',
        request: expect.anything(),
        meta: {
          ...common,
          auditId: expect.any(String),
          requestId: expect.any(String),
          queryType: 'bucket:create',
          target: {
            installation: 'sandbox',
            organization: 'acme',
            project: 'acme/dev',
            kind: 'objectBucketClaim',
            name: 'audited',
          },
        },
      },
    ]);
    expect(portal.audited.fail).toHaveBeenCalledTimes(1);
    expect(portal.audited.success).toHaveBeenCalledWith({
      meta: { runId: body.runId, state: 'settling' },
    });
  });

  it('describes its operations for other programs', async () => {
    const { body } = await portal.get('/operations', 'alice').expect(200);

    expect(
      body.items.find(({ id }: { id: string }) => id === 'vm:create'),
    ).toMatchObject({
      title: 'Create virtual machine',
      permission: 'kubedc.vm.create',
      input: { type: 'object', properties: { name: { maxLength: 63 } } },
    });
  });
});
