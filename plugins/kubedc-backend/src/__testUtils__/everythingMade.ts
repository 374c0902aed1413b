import {
  dataVolumeType,
  objectBucketClaimType,
  projectType,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesObject } from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesClient } from '@kubedc/backstage-plugin-kubedc-node';

/** Kind and uid of all that people make in the tests, to see that nothing came or went. */
export async function everythingMade(
  platform: KubernetesClient,
): Promise<string[]> {
  const types = [
    dataVolumeType,
    objectBucketClaimType,
    projectType,
    virtualMachineType,
  ];
  const lists = await Promise.all(
    types.map(type => platform.list<KubernetesObject>(type)),
  );
  return lists
    .flat()
    .map(({ kind, metadata }) => `${kind} ${metadata.uid}`)
    .sort();
}
