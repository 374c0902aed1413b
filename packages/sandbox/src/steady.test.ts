import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  dataVolumes,
  eips,
  kdcClusterDatastores,
  kdcClusters,
  kdcDatabases,
  objectBucketClaims,
  projects,
  virtualMachineInstances,
  virtualMachines,
} from './kinds';
import {
  configMaps,
  limitRanges,
  persistentVolumeClaims,
  pods,
  resourceQuotas,
  roleBindings,
  roles,
  secrets,
} from './runtime/resources';
import { Resource } from './runtime/types';
import { TestSandbox, startTestSandbox } from './__testUtils__/testSandbox';

/** Namespaces of the demo in which nothing is on its way or fails over and over. */
const STEADY = ['acme-prod', 'globex-shop', 'initech-legacy'];

const KINDS: Resource[] = [
  virtualMachines,
  virtualMachineInstances,
  dataVolumes,
  kdcClusters,
  kdcClusterDatastores,
  kdcDatabases,
  objectBucketClaims,
  eips,
  pods,
  persistentVolumeClaims,
  secrets,
  configMaps,
  roles,
  roleBindings,
  resourceQuotas,
  limitRanges,
];

async function versions({ client }: TestSandbox) {
  const found: Record<string, string | undefined> = {};
  for (const resource of [...KINDS, projects]) {
    for (const { metadata } of (await client.page(resource, {})).items) {
      const namespace =
        resource === projects
          ? `${metadata.namespace}-${metadata.name}`
          : metadata.namespace;
      if (STEADY.includes(`${namespace}`)) {
        found[`${resource.kind} ${namespace}/${metadata.name}`] =
          metadata.resourceVersion;
      }
    }
  }
  return found;
}

describe('what has arrived', () => {
  let dir: string;
  let bed: TestSandbox;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sandbox-steady-'));
    bed = await startTestSandbox({ dir, seed: 'demo', keep: true });
  });

  afterAll(async () => {
    await bed?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('is not written again when the controllers see all of it anew', async () => {
    const before = await versions(bed);
    expect(Object.keys(before).length).toBeGreaterThan(100);
    await bed.stop();
    // At its start every controller looks at every object, and the start ends
    // when no controller has anything left to do.
    bed = await startTestSandbox({ dir, seed: 'demo', keep: true });
    expect(await versions(bed)).toEqual(before);
  });

  it('is not written again for what happens beside it', async () => {
    const before = await versions(bed);
    const key = { namespace: 'globex-shop', name: 'beside' };
    await bed.client.create(eips, {
      metadata: key,
      spec: { externalNetworkType: 'cloud' },
    });
    await bed.until(eips, key, ({ status }) => status?.ready);
    await bed.client.delete(eips, key);
    await bed.untilGone(eips, key);
    expect(await versions(bed)).toEqual(before);
  });
});
