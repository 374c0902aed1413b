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

/**
 * What is written while something happens that should write nothing. Kubernetes' own controllers may still be about to
 * write something once; what is written because of what happens is written each time.
 */
async function writtenEachTime(
  bed: () => TestSandbox,
  happens: () => Promise<void>,
): Promise<string[]> {
  let written: string[] | undefined;
  for (let round = 0; round < 3 && written?.length !== 0; round++) {
    const before = await versions(bed());
    expect(Object.keys(before).length).toBeGreaterThan(100);
    await happens();
    const after = await versions(bed());
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    written = [...names].filter(name => before[name] !== after[name]);
  }
  return written!;
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
    const written = await writtenEachTime(
      () => bed,
      async () => {
        await bed.stop();
        // At its start every controller looks at every object, and the start
        // ends when no controller has anything left to do.
        bed = await startTestSandbox({ dir, seed: 'demo', keep: true });
      },
    );
    expect(written).toEqual([]);
  });

  it('is not written again for what happens beside it', async () => {
    const key = { namespace: 'globex-shop', name: 'beside' };
    const written = await writtenEachTime(
      () => bed,
      async () => {
        await bed.client.create(eips, {
          metadata: key,
          spec: { externalNetworkType: 'cloud' },
        });
        await bed.until(eips, key, ({ status }) => status?.ready);
        await bed.client.delete(eips, key);
        await bed.untilGone(eips, key);
      },
    );
    expect(written).toEqual([]);
  });
});
