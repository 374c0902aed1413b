import { KubeClient } from '../runtime/client';
import { apiServices, services } from '../runtime/resources';
import { GROUP, VERSIONS } from './discovery';

/** Tells the API server where the subresources are served. */
export async function register(
  client: KubeClient,
  port: number,
  certificate: string,
): Promise<void> {
  await client.ensure(services, {
    metadata: { name: 'virt-api', namespace: 'kube-dc' },
    spec: {
      type: 'ExternalName',
      externalName: 'localhost',
      ports: [{ port, protocol: 'TCP' }],
    },
  });
  await Promise.all(
    VERSIONS.map((version, index) =>
      client.ensure(apiServices, {
        metadata: { name: `${version}.${GROUP}` },
        spec: {
          group: GROUP,
          version,
          groupPriorityMinimum: 1000,
          versionPriority: 15 - index,
          service: { name: 'virt-api', namespace: 'kube-dc', port },
          caBundle: Buffer.from(certificate).toString('base64'),
        },
      }),
    ),
  );
}
