import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeClient } from '../runtime/client';
import { parseConnection } from '../runtime/connection';
import { KubeObject, ObjectKey, Resource } from '../runtime/types';
import { Sandbox, SandboxOptions, startSandbox } from '../sandbox';
import { createTenant } from '../seed/tenancy';
import { organizations, projects } from '../kinds';
import { eventually } from './eventually';

/** A sandbox with one small tenant, for tests. */
export type TestSandbox = {
  dir: string;
  sandbox: Sandbox;
  /** A client with all rights. */
  client: KubeClient;
  /** A client with the rights of a person or account. */
  as(name: string): KubeClient;
  /** Waits until an object is as it shall be. */
  until<T extends KubeObject>(
    resource: Resource<T>,
    key: ObjectKey,
    isDone: (object: T) => unknown,
  ): Promise<T>;
  /** Waits until an object does not exist any more. */
  untilGone(resource: Resource, key: ObjectKey): Promise<void>;
  stop(): Promise<void>;
};

/** Starts an empty sandbox in a folder of its own. */
export async function startTestSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<TestSandbox> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
  const sandbox = await startSandbox({
    port: 0,
    speed: 'fast',
    seed: 'none',
    ...options,
    dir,
  });
  const clients: KubeClient[] = [];
  const as = (name: string) => {
    const client = new KubeClient(parseConnection(sandbox.kubeconfig(name)));
    clients.push(client);
    return client;
  };
  const client = as('admin');
  return {
    dir,
    sandbox,
    client,
    as,
    async until(resource, key, isDone) {
      let last: KubeObject | undefined;
      return eventually(`${resource.kind} ${key.name}`, async () => {
        const object = await client.get(resource, key);
        last = object;
        return object && isDone(object) ? object : undefined;
      }).catch(error => {
        throw new Error(
          `${error.message}\n${JSON.stringify(last, undefined, 2)}`,
        );
      });
    },
    async untilGone(resource, key) {
      await eventually(
        `${resource.kind} ${key.name} gone`,
        async () => !(await client.get(resource, key)),
      );
    },
    async stop() {
      clients.forEach(entry => entry.close());
      await sandbox.stop();
      if (!options.dir) {
        await rm(dir, { recursive: true, force: true });
      }
    },
  };
}

/** Creates organization `acme` with the projects `prod` and `staging`. */
export async function createAcme({
  client,
  until,
}: TestSandbox): Promise<void> {
  await createTenant(client, {
    name: 'acme',
    description: 'Acme engineering',
    email: 'platform@acme.example',
    plan: 'pro-pool',
    planName: 'Pro Pool',
    subscription: 'active',
    projects: [
      { name: 'prod', cidr: '10.0.0.0/20' },
      { name: 'staging', cidr: '10.0.16.0/20' },
    ],
    groups: [
      {
        name: 'backend-team',
        displayName: 'Backend team',
        permissions: [
          { project: 'prod', roles: ['developer'] },
          { project: 'nowhere', roles: ['admin'] },
        ],
      },
    ],
  });
  await until(
    organizations,
    { namespace: 'acme', name: 'acme' },
    ({ status }) => status?.ready,
  );
  for (const name of ['prod', 'staging']) {
    await until(
      projects,
      { namespace: 'acme', name },
      ({ status }) => status?.ready,
    );
  }
}
