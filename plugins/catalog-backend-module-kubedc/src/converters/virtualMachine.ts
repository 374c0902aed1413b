import {
  dataVolumeNamesOf,
  kdcClusterKind,
  labelOf,
  listOf,
  networkAttachmentDefinitionKind,
  textOf,
  virtualMachineKind,
  type VirtualMachine,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { ConverterContext, EntityConverter } from './types';
import { volumeRefs } from './volumes';

/** Label of worker machines: the managed cluster they belong to. */
const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';

/**
 * A virtual machine; it depends on its disks and networks, and a worker is a dependency of its cluster.
 */
export const virtualMachineConverter: EntityConverter<VirtualMachine> = {
  kind: virtualMachineKind.id,
  convert(vm, context) {
    const { name, namespace } = vm.metadata;
    return resourceEntity(virtualMachineKind, vm, context, {
      labelSelector: `vm.kubevirt.io/name=${name}`,
      dependsOn: [
        ...volumeNamesOf(vm).flatMap(volume =>
          volumeRefs(namespace, volume, context),
        ),
        ...networkRefs(vm, context),
      ],
      dependencyOf: refIfThere(
        kdcClusterKind,
        namespace,
        labelOf(vm, CLUSTER_LABEL),
        context,
      ),
    });
  },
};

function volumeNamesOf(vm: VirtualMachine): string[] {
  const claims = listOf(vm.spec?.template?.spec?.volumes).flatMap(
    volume => textOf(volume.persistentVolumeClaim?.claimName) ?? [],
  );
  return [...dataVolumeNamesOf(vm), ...claims];
}

function networkRefs(vm: VirtualMachine, context: ConverterContext): string[] {
  return listOf(vm.spec?.template?.spec?.networks).flatMap(({ multus }) => {
    const [first, second] = (textOf(multus?.networkName) ?? '').split('/');
    const [namespace, name] = second
      ? [first, second]
      : [vm.metadata.namespace, first];
    // Only the project's own: another's network would tell of it.
    return namespace === vm.metadata.namespace
      ? refIfThere(networkAttachmentDefinitionKind, namespace, name, context)
      : [];
  });
}
