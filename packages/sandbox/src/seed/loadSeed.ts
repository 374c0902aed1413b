import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { SCENARIO_ANNOTATION, hasScenario } from '../controllers/scenario';
import { isOnItsWay } from '../controllers/virtualMachineStatus';
import {
  kdcClusters,
  kdcDatabases,
  objectBucketClaims,
  projects,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { pauseInstance } from '../kubevirt/virtualMachineInstances/pauseInstance';
import { Draft, KubeClient } from '../runtime/client';
import { Manager } from '../runtime/manager';
import { conditionOf } from '../runtime/objects';
import { Resource } from '../runtime/types';
import { resourcesOf } from './resources';
import { createTenant } from './tenancy';
import { SeedOrganization, SeedProject } from './types';

const folder = join(
  dirname(require.resolve('@kubedc/sandbox/package.json')),
  'src/seed',
);

async function read<T>(name: string): Promise<T> {
  return parse(await readFile(join(folder, `${name}.yaml`), 'utf8')) as T;
}

/** How long projects may take, which all else needs. */
const PROJECTS_MS = 180_000;

/**
 * Fills the platform with the demo tenants and waits until what shall be
 * running runs. What is already there is left alone.
 *
 * @param settleMs - how long it may take to settle before it is shown as it is
 * @returns a function that creates what shall be seen on its way
 */
export async function loadSeed(
  client: KubeClient,
  manager: Manager,
  settleMs: number,
): Promise<() => Promise<void>> {
  const tenants = await read<SeedOrganization[]>('organizations');
  await Promise.all(tenants.map(tenant => createTenant(client, tenant)));
  const count = tenants.reduce(
    (sum, { projects: list }) => sum + list.length,
    0,
  );
  const areReady = await until(
    () =>
      manager.context.cache.list(projects).filter(({ status }) => status?.ready)
        .length >= count,
    PROJECTS_MS,
  );
  if (!areReady) {
    throw new Error(
      `the projects of the demo tenants were not ready in ${
        PROJECTS_MS / 1000
      } s`,
    );
  }
  const steady: [Resource, Draft][] = [];
  const moving: [Resource, Draft][] = [];
  for (const { name } of tenants) {
    const content = await read<Record<string, SeedProject>>(name);
    for (const [project, resources] of Object.entries(content)) {
      const objects = resourcesOf(name, project, resources);
      steady.push(...objects.steady);
      moving.push(...objects.moving);
    }
  }
  await Promise.all(
    steady.map(([resource, draft]) => client.createOnce(resource, draft)),
  );
  await until(() => isSettled(manager), settleMs);
  await pauseMachines(client, manager);
  const counted = Date.now() + settleMs;
  while (manager.catchUp() && Date.now() < counted) {
    await until(() => manager.isIdle(), settleMs);
  }
  return async () => {
    for (const [resource, draft] of moving) {
      await client.createOnce(resource, draft);
    }
  };
}

/** Whether nothing is on its way any more, apart from what never arrives. */
function isSettled(manager: Manager): boolean {
  const { cache } = manager.context;
  return (
    cache
      .list(virtualMachines)
      .every(
        ({ metadata, status }) =>
          metadata.annotations?.[SCENARIO_ANNOTATION] === 'crash-loop' ||
          (status?.printableStatus !== undefined &&
            !isOnItsWay(status.printableStatus)),
      ) &&
    cache
      .list(virtualMachineInstances)
      .filter(({ status }) => status?.phase === 'Running')
      .every(
        instance =>
          instance.status?.guestOSInfo !== undefined ||
          cache.get(virtualMachines, instance.metadata)?.metadata.annotations?.[
            SCENARIO_ANNOTATION
          ] === 'crash-loop',
      ) &&
    cache
      .list(kdcDatabases)
      .every(({ status }) =>
        ['Ready', 'Failed', 'Upgrading'].includes(`${status?.phase}`),
      ) &&
    cache
      .list(objectBucketClaims)
      .every(
        claim =>
          claim.status?.phase === 'Bound' ||
          hasScenario(claim, 'stuck-pending'),
      ) &&
    cache
      .list(kdcClusters)
      .every(
        ({ status }) =>
          conditionOf(status?.conditions, 'ControlPlaneReady')?.reason ===
            'ImagePullFailed' ||
          status?.workerPools?.every(({ phase }) => phase !== 'Provisioning'),
      ) &&
    manager.isIdle()
  );
}

async function pauseMachines(
  client: KubeClient,
  manager: Manager,
): Promise<void> {
  const { cache } = manager.context;
  for (const { metadata } of cache.list(virtualMachines)) {
    const instance = cache.get(virtualMachineInstances, metadata);
    if (
      metadata.annotations?.[SCENARIO_ANNOTATION] === 'paused' &&
      instance?.status?.phase === 'Running' &&
      !conditionOf(instance.status.conditions, 'Paused')
    ) {
      await pauseInstance(client, instance);
    }
  }
}

async function until(
  isDone: () => boolean,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!isDone()) {
    if (Date.now() > deadline) {
      return false;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
  return true;
}
