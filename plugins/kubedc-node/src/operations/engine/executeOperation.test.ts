import { SessionEndedError } from '../../errors';
import { connectionLost, apiError } from './__testUtils__/ScriptedTransport';
import {
  alice,
  DISKS,
  foreign,
  MACHINES,
  operationOptions,
  pairRunner,
  startRunner,
} from './__testUtils__/pairOperation';
import {
  executeOperation,
  OperationInterruptedError,
} from './executeOperation';
import { recoverOperation, targetsOf } from './recoverOperation';

const isPost =
  (path: string) =>
  (request: {
    method: string;
    path: string;
    query?: Record<string, unknown>;
  }) =>
    request.method === 'POST' &&
    request.path === path &&
    request.query?.dryRun === undefined;

describe('executeOperation', () => {
  it('dry-runs everything before it sends anything, as the person', async () => {
    const { api, options } = operationOptions();

    const { made } = await executeOperation(
      pairRunner,
      { name: 'web-1' },
      options,
    );

    expect(
      api.requests.map(({ method, path, query }) => [
        method,
        path,
        query?.dryRun ?? 'real',
      ]),
    ).toEqual([
      ['POST', DISKS, 'All'],
      ['POST', MACHINES, 'All'],
      ['POST', DISKS, 'real'],
      ['POST', MACHINES, 'real'],
    ]);
    expect(api.requests.every(({ as }) => as?.user === alice.user)).toBe(true);
    expect(made.map(({ kind }) => kind)).toEqual(['Disk', 'Machine']);
  });

  it("marks every object with the run's id and the portal's field manager", async () => {
    const { api, options } = operationOptions();

    await executeOperation(pairRunner, { name: 'web-1' }, options);

    expect(
      [...api.objects.values()].map(
        ({ metadata }) =>
          metadata.annotations?.['portal.kube-dc.com/operation'],
      ),
    ).toEqual(['run-1', 'run-1']);
    expect(api.writes.map(({ query }) => query?.fieldManager)).toEqual([
      'backstage-kubedc',
      'backstage-kubedc',
    ]);
  });

  it('writes nothing in a dry run', async () => {
    const { api, options } = operationOptions();

    const { requests, made } = await executeOperation(
      pairRunner,
      { name: 'web-1' },
      { ...options, dryRun: true },
    );

    expect(requests.map(({ description }) => description)).toEqual([
      'Create Disk web-1',
      'Create Machine web-1',
    ]);
    expect(made).toEqual([]);
    expect(api.writes).toEqual([]);
  });

  it.each([
    [{ name: 'Web-1' }, 'name', 'name: Use lower case letters'],
    [{}, 'name', 'name: A value is required'],
    [
      { name: 'a', sise: '2Gi' },
      'sise',
      'sise: pair:create takes no such field',
    ],
    ['text', 'input', 'input: Expected object, received string'],
  ])('refuses %j and names the field', async (input, field, message) => {
    const { api, options } = operationOptions();

    await expect(
      executeOperation(pairRunner, input, options),
    ).rejects.toMatchObject({ name: 'InputError', field, message });
    expect(api.requests).toEqual([]);
  });

  it("refuses without the right, in the API server's words, before it asks anything", async () => {
    const { api, rights, options } = operationOptions();
    rights.check.mockImplementation(
      async (_installation, _identity, { resource }) => ({
        allowed: resource !== 'machines',
      }),
    );

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        'machines.example.org is forbidden: User "acme:alice" cannot create resource "machines" in API group "example.org" in the namespace "acme-prod"',
    });
    expect(api.requests).toEqual([]);
  });

  it('answers that the platform is away rather than that a right is missing', async () => {
    const { rights, options } = operationOptions();
    rights.check.mockResolvedValue({
      allowed: false,
      undecided: true,
      reason: 'The right could not be checked: away',
    });

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'The right could not be checked: away',
    });
  });

  it('asks for a conditional right only when its condition holds', async () => {
    const { rights, options } = operationOptions();
    rights.check.mockImplementation(
      async (_installation, _identity, { verb }) => ({
        allowed: verb !== 'use',
      }),
    );

    await expect(
      executeOperation(pairRunner, { name: 'a', fast: true }, options),
    ).rejects.toThrow('cannot use resource "fastdisks"');
    await expect(
      executeOperation(pairRunner, { name: 'a' }, options),
    ).resolves.toBeDefined();
  });

  it("takes the portal's account where nobody has an identity, and asks for no rights", async () => {
    const { api, rights, options } = operationOptions({ identity: undefined });

    await executeOperation(pairRunner, { name: 'web-1' }, options);

    expect(rights.check).not.toHaveBeenCalled();
    expect(api.requests.every(({ as }) => as === undefined)).toBe(true);
  });

  it("names the input field of the API server's cause", async () => {
    const { api, options } = operationOptions();
    api.failNext(({ path }) => path === DISKS, {
      when: 'instead',
      error: apiError(422, 'Invalid', 'Disk "a" is invalid', [
        { field: 'spec.resources[0].size', message: 'Invalid value: "-5Gi"' },
      ]),
    });

    await expect(
      executeOperation(pairRunner, { name: 'a', size: '-5Gi' }, options),
    ).rejects.toMatchObject({
      name: 'InputError',
      field: 'size',
      message: 'size: Invalid value: "-5Gi"',
    });
    expect(api.objects.size).toBe(0);
  });

  it('leaves another object of the name as it is', async () => {
    const { api, options } = operationOptions();
    const other = foreign('Machine', 'web-1');
    api.objects.set(`${MACHINES}/web-1`, other);

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      field: 'name',
      message: 'machines "web-1" already exists',
    });
    expect([...api.objects.values()]).toEqual([other]);
    expect(api.writes).toEqual([]);
  });

  it('deletes what it has made when a later request is refused', async () => {
    const { api, options } = operationOptions();
    api.failNext(isPost(MACHINES), {
      when: 'instead',
      error: apiError(403, 'Forbidden', 'exceeded quota: plan-quota'),
    });

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'exceeded quota: plan-quota',
    });
    expect(api.objects.size).toBe(0);
    expect(api.writes.at(-1)).toMatchObject({
      method: 'DELETE',
      path: `${DISKS}/web-1`,
      body: { preconditions: { uid: expect.stringMatching(/^uid-/) } },
    });
  });

  it('leaves what it has made to be found later when the session ends midway', async () => {
    const { api, options } = operationOptions();
    const ended = { when: 'instead', error: new SessionEndedError() } as const;
    api.failNext(isPost(MACHINES), ended);
    api.failNext(({ method }) => method === 'DELETE', ended);

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toBeInstanceOf(OperationInterruptedError);
    expect([...api.objects.keys()]).toEqual([`${DISKS}/web-1`]);

    // As who signed in again, or by the task's grant.
    const outcome = await recoverOperation(
      targetsOf(await pairRunner.plan({ name: 'web-1' }, options.context)),
      options,
    );
    expect(outcome).toEqual({ state: 'incomplete', removed: 1 });
    expect(api.objects.size).toBe(0);
  });

  it('makes an object once when the answer to its request is lost', async () => {
    const { api, options } = operationOptions();
    api.failNext(isPost(DISKS), connectionLost('after'));

    const { made } = await executeOperation(
      pairRunner,
      { name: 'web-1' },
      options,
    );

    expect(made).toHaveLength(2);
    expect([...api.objects.keys()]).toEqual([
      `${DISKS}/web-1`,
      `${MACHINES}/web-1`,
    ]);
  });

  it('sends a request again that never arrived', async () => {
    const { api, options } = operationOptions();
    api.failNext(isPost(DISKS), connectionLost('before'));

    await executeOperation(pairRunner, { name: 'web-1' }, options);

    expect(api.objects.size).toBe(2);
  });

  it('says that the platform does not answer, having taken back what it made', async () => {
    const { api, options } = operationOptions();
    for (let time = 0; time < 3; time++) {
      api.failNext(isPost(MACHINES), connectionLost('before'));
    }

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    expect(api.objects.size).toBe(0);
  });

  it('tells when nobody knows what became of it', async () => {
    const { api, options } = operationOptions();
    api.failNext(isPost(MACHINES), connectionLost('after'));
    for (let time = 0; time < 3; time++) {
      api.failNext(({ method }) => method === 'GET', connectionLost('before'));
    }

    await expect(
      executeOperation(pairRunner, { name: 'web-1' }, options),
    ).rejects.toBeInstanceOf(OperationInterruptedError);
    expect(api.objects.size).toBe(2);
  });

  it('dry-runs in the body where the server wants it there', async () => {
    const { api, options } = operationOptions();

    await executeOperation(startRunner, { name: 'web-1' }, options);

    const path =
      '/apis/subresources.example.org/v1/namespaces/acme-prod/machines/web-1/start';
    expect(api.requests).toEqual([
      expect.objectContaining({
        method: 'PUT',
        path,
        body: { dryRun: ['All'] },
      }),
      expect.objectContaining({ method: 'PUT', path, body: {} }),
    ]);
  });

  it('takes a conflict after a lost answer as done', async () => {
    const { api, options } = operationOptions();
    const isStart = ({ method, body }: { method: string; body?: unknown }) =>
      method === 'PUT' && !(body as { dryRun?: unknown }).dryRun;
    api.failNext(isStart, connectionLost('after'));
    api.failNext(isStart, {
      when: 'instead',
      error: apiError(409, 'Conflict', 'VM is already running'),
    });

    await expect(
      executeOperation(startRunner, { name: 'web-1' }, options),
    ).resolves.toMatchObject({ made: [] });
  });

  it('takes a conflict at the first try as a conflict', async () => {
    const { api, options } = operationOptions();
    api.failNext(({ method }) => method === 'PUT', {
      when: 'instead',
      error: apiError(409, 'Conflict', 'VM is already running'),
    });

    await expect(
      executeOperation(startRunner, { name: 'web-1' }, options),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'VM is already running',
    });
  });
});
