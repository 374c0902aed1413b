import {
  dataVolumeKind,
  persistentVolumeClaimKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import type { ConverterContext } from './types';

/** The entity of a volume: that of the disk which made it, or its own. */
export function volumeRefs(
  namespace: string | undefined,
  name: string | undefined,
  context: ConverterContext,
): string[] {
  const disk = refIfThere(dataVolumeKind, namespace, name, context);
  return disk.length
    ? disk
    : refIfThere(persistentVolumeClaimKind, namespace, name, context);
}
