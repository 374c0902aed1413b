import { startEmbeddedApiServer } from '@kubedc/embedded-apiserver';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KubeClient } from '../../runtime/client';
import { contains } from '../../runtime/objects';
import { namespaces, resource } from '../../runtime/resources';
import { KubeObject, Resource } from '../../runtime/types';
import { installPlatform } from '../install';
import { customResourceDefinitions } from './index';

const manifests = parseAllDocuments(
  readFileSync(join(__dirname, 'manifests.yaml'), 'utf8'),
).map(document => document.toJS() as KubeObject);

function resourceOf({ apiVersion, kind }: KubeObject): Resource {
  const [group, version] = apiVersion.split('/');
  const definition = customResourceDefinitions.find(crd => {
    const spec = crd.spec as { group: string; names: { kind: string } };
    return spec.group === group && spec.names.kind === kind;
  });
  const { plural } = definition?.spec?.names as { plural: string };
  return resource(group, version, kind, { plural });
}

describe('the kinds of the platform', () => {
  const namespace = 'acme-prod';
  let dir: string;
  let client: KubeClient;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sandbox-crds-'));
    const server = await startEmbeddedApiServer({
      dataDir: dir,
      tokens: [{ token: 'secret', user: 'admin', groups: ['system:masters'] }],
    });
    stop = () => server.stop();
    client = new KubeClient({
      server: server.url,
      ca: server.caData,
      token: 'secret',
    });
    await installPlatform(client);
    await client.create(namespaces, { metadata: { name: namespace } });
  });

  afterAll(async () => {
    client?.close();
    await stop?.();
    await rm(dir, { recursive: true, force: true });
  });

  it('are installed twice without harm', async () => {
    await expect(installPlatform(client)).resolves.toBeUndefined();
  });

  it.each(
    manifests.map(entry => [`${entry.kind} ${entry.metadata.name}`, entry]),
  )('store all of %s', async (_title, manifest) => {
    const stored = await client.create(
      resourceOf(manifest as KubeObject),
      manifest as KubeObject,
    );
    expect(stored).toMatchObject(manifest as object);
    expect(contains(stored, manifest)).toBe(true);
  });

  const cases: [title: string, manifest: KubeObject, field: string][] = [
    [
      'an organization without e-mail',
      {
        apiVersion: 'kube-dc.com/v1',
        kind: 'Organization',
        metadata: { name: 'bad', namespace },
        spec: { description: 'No e-mail' },
      },
      'spec.email',
    ],
    [
      'a project of an unknown network',
      {
        apiVersion: 'kube-dc.com/v1',
        kind: 'Project',
        metadata: { name: 'bad', namespace },
        spec: { cidrBlock: '10.0.0.0/20', egressNetworkType: 'moon' },
      },
      'spec.egressNetworkType',
    ],
    [
      'a database of twelve instances',
      {
        apiVersion: 'db.kube-dc.com/v1alpha1',
        kind: 'KdcDatabase',
        metadata: { name: 'bad', namespace },
        spec: { replicas: 12 },
      },
      'spec.replicas',
    ],
    [
      'a pool with a name in capitals',
      {
        apiVersion: 'k8s.kube-dc.com/v1alpha1',
        kind: 'KdcCluster',
        metadata: { name: 'bad', namespace },
        spec: { version: 'v1.36.1', workers: [{ name: 'Workers' }] },
      },
      'spec.workers[0].name',
    ],
    [
      'a machine without template',
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata: { name: 'bad', namespace },
        spec: { runStrategy: 'Always' },
      },
      'spec.template',
    ],
  ];

  it.each(cases)('refuse %s', async (_title, manifest, field) => {
    await expect(
      client.create(resourceOf(manifest), manifest),
    ).rejects.toMatchObject({
      code: 422,
      message: expect.stringContaining(field),
    });
  });

  it('fill in what is left out', async () => {
    const database = await client.create(
      resource('db.kube-dc.com', 'v1alpha1', 'KdcDatabase'),
      { metadata: { name: 'defaults', namespace }, spec: {} },
    );
    expect(database.spec).toMatchObject({
      engine: 'postgresql',
      version: '16',
      replicas: 2,
      cpu: '1',
      memory: '2Gi',
      storage: '20Gi',
      databaseName: 'app',
      username: 'app',
    });
  });
});
