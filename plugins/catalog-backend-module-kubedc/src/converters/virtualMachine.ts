import {
  kdcClusterKind,
  labelOf,
  virtualMachineKind,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere, resourceEntity } from './entity';
import type { EntityConverter } from './types';

/** Label of worker machines: the managed cluster they belong to. */
const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';

/**
 * A virtual machine; a worker is a dependency of its cluster.
 */
export const virtualMachineConverter: EntityConverter<VirtualMachine> = {
  kind: virtualMachineKind.id,
  convert(vm, context) {
    const { name, namespace } = vm.metadata;
    const cluster = labelOf(vm, CLUSTER_LABEL);
    return resourceEntity(virtualMachineKind, vm, context, {
      labelSelector: `vm.kubevirt.io/name=${name}`,
      dependencyOf: cluster
        ? refIfThere(kdcClusterKind, namespace, cluster, context)
        : [],
    });
  },
};
