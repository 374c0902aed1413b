import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toError } from '@backstage/errors';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import type { BenchApiServer } from '../apiServer';
import { FILLED_TYPES } from '../platform/objects';
import { INSTALLATION } from '../portal';
import { say } from '../report/progress';
import type { PolledWay } from './measurePolled';

const PACKAGE = '@terasky/backstage-plugin-kubernetes-ingestor';
const VERSION = '4.0.0';

/** Minutes npm may take: more than a thousand packages come with it. */
const INSTALL_MINUTES = 10;

const run = promisify(execFile);

/** Installs the package into a folder of its own, unless an earlier run did. */
async function install(): Promise<string> {
  const folder = join(tmpdir(), `kubedc-benchmark-ingestor-${VERSION}`);
  const done = join(folder, 'installed');
  const isThere = await access(done).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    say(`installing ${PACKAGE} ${VERSION}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}\n');
    await run(
      'npm',
      [
        'install',
        // Its peers are a front end's; its scripts would compile what is not used here.
        '--legacy-peer-deps',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${PACKAGE}@${VERSION}`,
      ],
      { cwd: folder, timeout: INSTALL_MINUTES * 60_000 },
    );
    await writeFile(done, '');
  }
  return folder;
}

const configFor = (apiServer: BenchApiServer) => ({
  kubernetes: {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: INSTALLATION,
            url: apiServer.url,
            caFile: apiServer.caFile,
            authProvider: 'serviceAccount',
            serviceAccountToken: apiServer.token,
            skipMetricsLookup: true,
          },
        ],
      },
    ],
  },
  kubernetesIngestor: {
    crossplane: { enabled: false, xrds: { enabled: false } },
    kro: { enabled: false },
    components: {
      ingestAsResources: true,
      disableDefaultWorkloadTypes: true,
      customWorkloadTypes: FILLED_TYPES.map(({ group, version, resource }) => ({
        group,
        apiVersion: version,
        plural: resource,
      })),
    },
    // So that no two objects want one name.
    mappings: {
      namespaceModel: 'namespace',
      nameModel: 'name-kind',
      systemModel: 'none',
    },
  },
});

/**
 * The ingestor of TeraSky, which reads everything through the stock Kubernetes plugin every ten minutes; or why it is not
 * to be had.
 */
export async function prepareIngestor(): Promise<
  PolledWay | { missing: string }
> {
  try {
    const folder = await install();
    const { default: feature } = createRequire(join(folder, 'package.json'))(
      PACKAGE,
    );
    return {
      title: `kubernetes-ingestor ${VERSION}`,
      features: [feature, kubernetesPlugin],
      config: configFor,
      task: 'KubernetesEntityProvider',
      pollSeconds: 600,
      refOf: (type, namespace, name) =>
        `resource:${namespace}/${name}-${type.kind.toLowerCase()}`,
    };
  } catch (error) {
    return {
      missing: `${PACKAGE} could not be installed: ${toError(error).message}`,
    };
  }
}
