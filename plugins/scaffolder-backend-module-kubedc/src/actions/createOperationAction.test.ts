import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthenticationError,
  ConflictError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import {
  runOf,
  ScriptedPortal,
  succeeded,
} from '../__testUtils__/scriptedPortal';
import { createOperationAction } from './createOperationAction';

const bucketCreate = operationRegistry.byId('bucket:create')!;
const bucketDelete = operationRegistry.byId('bucket:delete')!;

/** Checkpoints as the task runner keeps them: what was done once is not done again. */
function checkpoints() {
  const done = new Map<string, unknown>();
  const checkpoint = async <T extends JsonValue | void>({
    key,
    fn,
  }: {
    key: string;
    fn: () => Promise<T> | T;
  }): Promise<T> => {
    if (!done.has(key)) {
      done.set(key, await fn());
    }
    return done.get(key) as T;
  };
  return checkpoint;
}

describe('createOperationAction', () => {
  const portal = new ScriptedPortal();
  const getEntityByRef = jest.fn();
  beforeAll(() => portal.start());
  afterAll(() => portal.stop());
  beforeEach(() => {
    portal.reset();
    getEntityByRef.mockReset();
    getEntityByRef.mockResolvedValue({ kind: 'Resource' });
  });

  function setup(override: Parameters<typeof createMockActionContext>[0] = {}) {
    const action = createOperationAction(bucketCreate, [], {
      ...portal.services,
      catalog: { getEntityByRef },
      pauses: { first: 1, longest: 1 },
      catalogTimeoutMs: 20,
    });
    const logger = mockServices.logger.mock();
    const context = {
      ...createMockActionContext<JsonObject>({
        input: { project: 'acme/prod', name: 'uploads' },
        task: { id: 'task-1' },
        logger,
      }),
      step: { id: 'create', name: 'Create' },
      checkpoint: checkpoints(),
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:acme/alice'),
      // The mock leaves out some of what it is given, such as the signal.
      ...override,
    };
    const logged = () => logger.info.mock.calls.map(([message]) => message);
    return { action, context, logger, logged };
  }

  it('is named after its operation and takes its input', () => {
    const { action } = setup();

    expect(action.id).toBe('kubedc:bucket:create');
    expect(action.supportsDryRun).toBe(true);
    expect(action.schema?.input).toMatchObject({
      type: 'object',
      required: ['project', 'name'],
      additionalProperties: false,
    });
    expect(action.schema?.output).toMatchObject({
      properties: { entityRef: { type: 'string' } },
    });
  });

  it('starts as the person, follows as itself, and gives the output', async () => {
    const { action, context } = setup();

    await action.handler(context);

    expect(portal.calls).toEqual([
      {
        principal: expect.objectContaining({
          type: 'user',
          userEntityRef: 'user:acme/alice',
        }),
        operation: 'bucket:create',
        request: {
          input: { project: 'acme/prod', name: 'uploads' },
          idempotencyKey: expect.stringContaining('task-1'),
        },
      },
    ]);
    expect(portal.readers).toEqual([
      expect.objectContaining({ type: 'service' }),
    ]);
    expect(context.output).toHaveBeenCalledWith(
      'entityRef',
      'resource:acme-prod/bucket.uploads',
    );
    expect(context.output).toHaveBeenCalledWith('connectionSecret', 'uploads');
  });

  it('logs each progress line once', async () => {
    const { action, context, logged } = setup();
    const line = (message: string) => ({
      time: new Date().toISOString(),
      message,
    });
    portal.reads = [
      runOf({ progress: [line('Create bucket uploads')] }),
      runOf({ progress: [line('Create bucket uploads'), line('Binding')] }),
      runOf({ progress: [line('Create bucket uploads'), line('Binding')] }),
      succeeded({
        progress: [
          line('Create bucket uploads'),
          line('Binding'),
          line('Bound'),
        ],
      }),
    ];

    await action.handler(context);

    expect(logged()).toEqual([
      'Create bucket uploads',
      'Binding',
      'Bound',
      'In the catalog as resource:acme-prod/bucket.uploads',
    ]);
  });

  it('fails with the sentence of a failed run', async () => {
    const { action, context } = setup();
    portal.reads = [
      runOf({
        state: 'failed',
        error: { name: 'OperationFailedError', message: 'S3 is not available' },
      }),
    ];

    await expect(action.handler(context)).rejects.toThrow(
      'S3 is not available',
    );
    expect(context.output).not.toHaveBeenCalled();
  });

  it("passes the API server's refusal on", async () => {
    const { action, context } = setup();
    portal.starts = [
      new ConflictError('objectbucketclaims "uploads" already exists'),
    ];

    await expect(action.handler(context)).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'objectbucketclaims "uploads" already exists',
    });
  });

  it('hands the grant on beside the input, which does not change by it', async () => {
    const plain = setup();
    await plain.action.handler(plain.context);
    const granted = setup({
      input: { project: 'acme/prod', name: 'uploads', grant: 'grant-1' },
    });
    await granted.action.handler(granted.context);
    const [first, second] = portal.calls;
    expect(second).toEqual({ ...first, grant: 'grant-1' });
  });

  it('says what the template lacks where the platform takes only the person’s own token', async () => {
    const { action, context } = setup();
    portal.starts = [
      Object.assign(new Error('the request brought none'), {
        name: 'MissingTokenError',
        statusCode: 401,
      }),
    ];

    await expect(action.handler(context)).rejects.toThrow(
      'with the field KubeDcGrant',
    );
  });

  it('asks for Retry when the grant’s token has ended', async () => {
    const { action, context } = setup({
      input: { project: 'acme/prod', name: 'uploads', grant: 'grant-1' },
    });
    portal.starts = [
      Object.assign(new Error('Your session ended; sign in again'), {
        name: 'SessionEndedError',
        statusCode: 401,
      }),
    ];

    await expect(action.handler(context)).rejects.toThrow(
      'Your session ended; press Retry',
    );
  });

  it('says that the session ended and what to do', async () => {
    const { action, context } = setup();
    portal.starts = [new AuthenticationError('Invalid token')];

    await expect(action.handler(context)).rejects.toThrow(
      'Your session ended; press Retry',
    );
  });

  it('does not start again what an earlier life of the task has started', async () => {
    const checkpoint = checkpoints();
    const controller = new AbortController();
    const first = setup({ checkpoint, signal: controller.signal });
    first.logger.info.mockImplementation(() => controller.abort());
    portal.reads = [
      runOf({
        progress: [{ time: new Date().toISOString(), message: 'Made' }],
      }),
    ];
    await expect(first.action.handler(first.context)).rejects.toThrow(
      'aborted',
    );

    portal.reads = [succeeded()];
    const second = setup({ checkpoint });
    await second.action.handler(second.context);

    expect(portal.calls).toHaveLength(1);
    expect(second.context.output).toHaveBeenCalledWith('name', 'uploads');
  });

  it('repeats its request under the same key when its answer was lost', async () => {
    const first = setup();
    portal.starts = [new ServiceUnavailableError('away')];
    await expect(first.action.handler(first.context)).rejects.toThrow('away');
    portal.starts = [runOf()];
    const second = setup();
    await second.action.handler(second.context);

    const [lost, again] = portal.calls.map(
      ({ request }) => request.idempotencyKey,
    );
    expect(again).toBe(lost);
  });

  it('starts a new run when Retry is pressed after a failed one', async () => {
    const checkpoint = checkpoints();
    const failure = runOf({
      state: 'failed',
      error: { name: 'OperationFailedError', message: 'S3 is not available' },
    });
    const first = setup({ checkpoint });
    portal.reads = [failure];
    await expect(first.action.handler(first.context)).rejects.toThrow(
      'S3 is not available',
    );

    portal.starts = [runOf({ runId: 'run-2' })];
    portal.reads = [failure, succeeded({ runId: 'run-2' })];
    const second = setup({ checkpoint });
    await second.action.handler(second.context);

    const keys = portal.calls.map(({ request }) => request.idempotencyKey);
    expect(new Set(keys).size).toBe(2);
    expect(second.context.output).toHaveBeenCalledWith('name', 'uploads');
  });

  it('tells the rounds of an `each` step apart', async () => {
    const one = setup();
    const two = setup({ input: { project: 'acme/prod', name: 'downloads' } });

    await one.action.handler(one.context);
    await two.action.handler(two.context);

    const keys = portal.calls.map(({ request }) => request.idempotencyKey);
    expect(new Set(keys).size).toBe(2);
  });

  it('waits over a moment in which the portal does not answer', async () => {
    const { action, context, logger } = setup();
    portal.reads = [new ServiceUnavailableError('restarting'), succeeded()];

    await action.handler(context);

    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('restarting'),
    );
    expect(context.output).toHaveBeenCalledWith('name', 'uploads');
  });

  it('stops at once when the task is cancelled', async () => {
    const controller = new AbortController();
    const { action, context } = setup({ signal: controller.signal });
    portal.reads = [runOf()];

    const running = action.handler(context);
    controller.abort();

    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('waits until the catalog has the entity', async () => {
    const { action, context } = setup();
    getEntityByRef
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce({ kind: 'Resource' });

    await action.handler(context);

    expect(getEntityByRef.mock.calls).toEqual([
      [
        'resource:acme-prod/bucket.uploads',
        { credentials: mockCredentials.service('plugin:scaffolder') },
      ],
      expect.anything(),
    ]);
  });

  it('does not wait for what it deleted', async () => {
    const { context } = setup();
    const action = createOperationAction(bucketDelete, [], {
      ...portal.services,
      catalog: { getEntityByRef },
    });

    await action.handler({
      ...context,
      input: { namespace: 'acme-prod', name: 'uploads' },
    });

    expect(context.output).toHaveBeenCalledWith(
      'entityRef',
      'resource:acme-prod/bucket.uploads',
    );
    expect(getEntityByRef).not.toHaveBeenCalled();
  });

  it('does not wait for the catalog for ever', async () => {
    const { action, context, logger } = setup();
    getEntityByRef.mockResolvedValue(undefined);

    await action.handler(context);

    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('not in the catalog yet'),
    );
  });

  it('dry-runs on the platform and makes nothing', async () => {
    const { action, context, logged } = setup({ isDryRun: true });
    portal.starts = [
      {
        requests: [
          {
            method: 'POST',
            path: '/apis/objectbucket.io/v1alpha1/namespaces/acme-prod/objectbucketclaims',
            description: 'Create bucket uploads',
          },
        ],
      },
    ];

    await action.handler(context);

    expect(portal.calls.map(({ request }) => request.dryRun)).toEqual([true]);
    expect(portal.readers).toEqual([]);
    expect(logged()).toEqual([
      'Create bucket uploads (POST /apis/objectbucket.io/v1alpha1/namespaces/acme-prod/objectbucketclaims)',
      'The platform would accept this; nothing was made',
    ]);
  });

  it('refuses asterisks in the place of a secret that the task has forgotten', async () => {
    const action = createOperationAction(
      operationRegistry.byId('vm:create')!,
      [],
      { ...portal.services, catalog: { getEntityByRef } },
    );
    const { context } = setup();

    await expect(
      action.handler({
        ...context,
        input: { project: 'acme/prod', name: 'web-1', userData: '*****' },
      }),
    ).rejects.toThrow('userData: The task no longer knows this secret');
    expect(portal.calls).toEqual([]);
  });
});
