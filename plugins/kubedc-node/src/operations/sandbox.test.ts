import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ResourceType } from '@kubedc/backstage-plugin-kubedc-common';
import { kubernetesIdentity, startSandbox } from '@kubedc/sandbox';
import { DefaultPlatformService } from '../services/DefaultPlatformService';
import { createOperationContext, executeOperation } from './engine';
import { operationRunners } from './runners';
import type { OperationContext } from './types';

/** Time between two looks, in milliseconds. */
const PAUSE_MS = 100;

describe('operations on a live platform', () => {
  let dir: string;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let platform: DefaultPlatformService;
  let context: OperationContext;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kubedc-node-'));
    sandbox = await startSandbox({ dir, port: 0, speed: 'fast' });
    const logger = mockServices.logger.mock();
    platform = DefaultPlatformService.fromConfig(
      new ConfigReader({
        kubedc: {
          installations: {
            sandbox: { kubeconfig: join(dir, 'kubeconfig/portal.yaml') },
          },
        },
      }),
      { logger },
    );
    context = createOperationContext({
      platform,
      installation: 'sandbox',
      logger,
    });
    const { mirror } = context;
    const deadline = AbortSignal.timeout(120_000);
    // Not every kind of a platform is installed in the sandbox.
    const isSettled = (type: ResourceType) =>
      mirror.hasSynced(type) || mirror.status(type).state === 'absent';
    while (!mirror.types().every(isSettled)) {
      deadline.throwIfAborted();
      await new Promise(resolve => {
        setTimeout(resolve, PAUSE_MS);
      });
    }
  });

  afterAll(async () => {
    await platform.stop();
    await sandbox.stop();
    await rm(dir, { recursive: true, force: true });
  });

  /** Runs an operation as a person and follows it to its end. */
  async function run(
    person: string,
    id: string,
    rawInput: Record<string, unknown>,
  ) {
    const runner = operationRunners.find(
      ({ declaration }) => declaration.id === id,
    )!;
    const startedAt = new Date();
    const { made } = await executeOperation(runner, rawInput, {
      context,
      transport: platform.transport('sandbox'),
      rights: {
        // The API server is the judge here.
        check: async () => ({ allowed: true }),
        namespaces: async () => ({ all: true }),
        isOperator: async () => false,
      },
      identity: kubernetesIdentity(
        sandbox.people.find(({ name }) => name === person)!,
      ),
      runId: `${id}-${startedAt.getTime()}`,
    });
    const input = runner.declaration.input.parse(rawInput);
    const messages = new Set<string>();
    for (;;) {
      const settlement = await runner.settled(input, context, {
        startedAt,
        created: made,
      });
      messages.add(settlement.message);
      if (settlement.state !== 'pending') {
        return { ...settlement, messages: [...messages] };
      }
      await new Promise(resolve => {
        setTimeout(resolve, PAUSE_MS);
      });
    }
  }

  const project = 'acme/dev';
  const at = (name: string) => ({ namespace: 'acme-dev', name });

  it('take a virtual machine from its image through its life', async () => {
    const made = await run('bob', 'vm:create', {
      project,
      name: 'life',
      image: 'debian-13',
      cpu: 1,
      memory: '1Gi',
    });
    expect(made).toMatchObject({
      state: 'done',
      output: {
        entityRef: 'resource:acme-dev/vm.life',
        endpoint: expect.stringMatching(/^10\./),
      },
    });
    expect(made.messages.join()).toContain('Import of Debian 13');
    for (const id of ['vm:stop', 'vm:start', 'vm:restart', 'vm:delete']) {
      await expect(
        run('bob', id, {
          ...at('life'),
          ...(id === 'vm:delete' && { deleteDisks: true }),
        }),
      ).resolves.toMatchObject({ state: 'done' });
    }
  });

  it.each([
    [
      'cluster',
      {
        version: 'v1.36.1',
        workers: 1,
        workerCpu: 1,
        workerMemory: '1Gi',
        controlPlaneReplicas: 1,
      },
      'cluster.life',
    ],
    [
      'database',
      {
        version: '16',
        replicas: 1,
        cpu: '250m',
        memory: '512Mi',
        storage: '1Gi',
      },
      'db.life',
    ],
    ['bucket', {}, 'bucket.life'],
  ])('make and delete a %s', async (noun, fields, entity) => {
    const input = { project, name: 'life', ...fields };
    await expect(run('alice', `${noun}:create`, input)).resolves.toMatchObject({
      state: 'done',
      output: {
        entityRef: `resource:acme-dev/${entity}`,
        connectionSecret: expect.any(String),
      },
    });
    await expect(
      run('alice', `${noun}:delete`, at('life')),
    ).resolves.toMatchObject({ state: 'done' });
  });

  it('make and delete a project with a free network', async () => {
    const input = { organization: 'acme', name: 'life' };
    await expect(run('alice', 'project:create', input)).resolves.toMatchObject({
      state: 'done',
      output: { entityRef: 'system:acme/life', backingNamespace: 'acme-life' },
    });
    await expect(
      run('alice', 'project:delete', { namespace: 'acme', name: 'life' }),
    ).resolves.toMatchObject({ state: 'done' });
  });

  it('say at once that the quota has no room', async () => {
    const input = {
      project,
      name: 'huge',
      image: 'debian-13',
      cpu: 256,
      memory: '1Gi',
    };
    await expect(run('bob', 'vm:create', input)).resolves.toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/quota|maximum cpu usage/),
    });
  });

  it('leave other tenants and lower roles to the API server', async () => {
    const input = { project, name: 'theft', image: 'debian-13' };
    for (const person of ['carol', 'dave']) {
      await expect(run(person, 'vm:create', input)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(
          `cannot create resource "datavolumes"`,
        ),
      });
    }
    await expect(
      run('bob', 'project:create', { organization: 'acme', name: 'mine' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
