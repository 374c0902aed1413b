import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@kubedc/real-apiserver/programs';
import {
  kdcClusters,
  kdcDatabases,
  objectBucketClaims,
  organizations,
  projects,
  virtualMachines,
} from './kinds';
import { configMaps, pods, secrets } from './runtime/resources';
import { KubeObject, Resource } from './runtime/types';
import { TestSandbox, startTestSandbox } from './__testUtils__/testSandbox';

describe('the demo platform', () => {
  let dir: string;
  let port: number;
  let bed: TestSandbox;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sandbox-demo-'));
    // It restarts there, and until it listens again no outgoing connection may take the port.
    [port] = await freePorts(1);
    bed = await startTestSandbox({ dir, port, seed: 'demo', keep: true });
  });

  afterAll(async () => {
    await bed?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const all = async <T extends KubeObject>(resource: Resource<T>) =>
    (await bed.client.page(resource, {})).items;

  it('has three organizations and eight ready projects', async () => {
    const names = (await all(organizations)).map(
      ({ metadata }) => metadata.name,
    );
    expect(names.sort()).toEqual(['acme', 'globex', 'initech']);
    const states = (await all(projects)).map(({ metadata, status }) => [
      `${metadata.namespace}/${metadata.name}`,
      status?.ready,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      'acme/dev': true,
      'acme/prod': true,
      'acme/staging': true,
      'globex/analytics': true,
      'globex/sandbox': true,
      'globex/shop': true,
      'initech/legacy': true,
      'initech/tps': true,
    });
  });

  it('shows machines in all states', async () => {
    const states = Object.fromEntries(
      (await all(virtualMachines)).map(({ metadata, status }) => [
        `${metadata.namespace}/${metadata.name}`,
        status?.printableStatus,
      ]),
    );
    expect(states).toMatchObject({
      'acme-prod/web-1': 'Running',
      'acme-prod/legacy-erp': 'Stopped',
      'acme-dev/cirros': 'Paused',
      'acme-dev/importer': 'DataVolumeError',
      'globex-sandbox/lost-disk': 'ErrorPvcNotFound',
      'globex-analytics/etl': 'Stopped',
      'initech-tps/reports': 'ErrorUnschedulable',
    });
    await bed.until(
      virtualMachines,
      { namespace: 'acme-dev', name: 'crashy' },
      ({ status }) => status?.printableStatus === 'CrashLoopBackOff',
    );
  });

  it('shows clusters, databases and buckets in all states', async () => {
    const clusters = Object.fromEntries(
      (await all(kdcClusters)).map(({ metadata, status }) => [
        metadata.name,
        [status?.phase, status?.workerPools?.[0]?.phase],
      ]),
    );
    expect(clusters).toMatchObject({
      platform: ['Ready', 'Ready'],
      shop: ['Ready', 'Ready'],
      staging: ['Ready', 'Failed'],
      spark: ['Provisioning', undefined],
    });
    const databases = Object.fromEntries(
      (await all(kdcDatabases)).map(({ metadata, status }) => [
        `${metadata.namespace}/${metadata.name}`,
        status?.phase,
      ]),
    );
    expect(databases).toEqual({
      'acme-prod/orders': 'Ready',
      'acme-dev/scratch': 'Ready',
      'acme-staging/orders': 'Upgrading',
      'globex-shop/catalog': 'Ready',
      'globex-shop/sessions': 'Ready',
      'globex-analytics/warehouse': 'Failed',
      'initech-tps/tps': 'Ready',
    });
    const buckets = (await all(objectBucketClaims)).map(
      ({ status }) => status?.phase,
    );
    // Seven that people made, and one for backups in each of eight projects.
    expect(buckets.filter(phase => phase === 'Bound')).toHaveLength(15);
    expect(buckets.filter(phase => phase === 'Pending')).toHaveLength(1);
  });

  it('says in files where it is and lets everybody in', async () => {
    const announced = JSON.parse(
      await readFile(join(dir, 'sandbox.json'), 'utf8'),
    );
    expect(announced).toMatchObject({
      apiServer: bed.sandbox.apiServer.url,
      caFile: join(dir, 'ca.crt'),
    });
    expect(announced.people.map(({ name }: { name: string }) => name)).toEqual([
      'olga',
      'alice',
      'bob',
      'carol',
      'dave',
    ]);
    const certificates = await readFile(join(dir, 'ca.crt'), 'utf8');
    expect(certificates.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    for (const name of ['admin', 'portal', 'kubernetes-tab', 'alice']) {
      const file = join(dir, 'kubeconfig', `${name}.yaml`);
      expect((await stat(file)).mode % 0o1000).toBe(0o600);
      expect(await readFile(file, 'utf8')).toBe(bed.sandbox.kubeconfig(name));
    }
    expect(() => bed.sandbox.kubeconfig('mallory')).toThrow('"mallory"');
  });

  it('lets the portal read the platform but no secrets', async () => {
    const portal = bed.as('portal');
    const page = await portal.page(virtualMachines, {});
    expect(page.items.length).toBeGreaterThan(10);
    const images = await portal.get(configMaps, {
      namespace: 'kube-dc',
      name: 'images-configmap',
    });
    expect(images?.data?.['images.yaml']).toContain('Ubuntu 24.04 LTS');
    await expect(portal.page(secrets, {})).rejects.toMatchObject({ code: 403 });
    await expect(
      portal.delete(virtualMachines, { namespace: 'acme-prod', name: 'web-1' }),
    ).rejects.toMatchObject({ code: 403 });
  });

  it('lets the tab for workloads read pods and nothing of the platform', async () => {
    const tab = bed.as('kubernetes-tab');
    expect((await tab.page(pods, {})).items.length).toBeGreaterThan(10);
    await expect(tab.page(secrets, {})).rejects.toMatchObject({ code: 403 });
    await expect(tab.page(virtualMachines, {})).rejects.toMatchObject({
      code: 403,
    });
  });

  it('goes on where it was after a restart', async () => {
    const key = { namespace: 'acme-prod', name: 'web-1' };
    const before = await bed.client.get(virtualMachines, key);
    const podsBefore = (await all(pods))
      .filter(({ metadata }) => metadata.namespace === 'acme-prod')
      .map(({ metadata }) => metadata.uid)
      .sort();
    const kubeconfig = bed.sandbox.kubeconfig('alice');
    await bed.stop();
    bed = await startTestSandbox({ dir, port, seed: 'demo', keep: true });
    const after = await bed.client.get(virtualMachines, key);
    expect(after?.metadata.uid).toBe(before?.metadata.uid);
    expect(after?.status?.printableStatus).toBe('Running');
    const podsAfter = (await all(pods))
      .filter(({ metadata }) => metadata.namespace === 'acme-prod')
      .map(({ metadata }) => metadata.uid)
      .sort();
    expect(podsAfter).toEqual(podsBefore);
    expect(bed.sandbox.kubeconfig('alice')).toBe(kubeconfig);
  });
});
