import { textOf } from '../../kubernetes';
import { parseQuantity } from '../../quantities';
import { dataVolumeHealth } from './health';
import { importSourceOf } from './source';
import type { KindDefinition } from '../types';
import { dataVolumeType, type DataVolume } from './type';

export * from './type';
export * from './source';

/**
 * Disks that the platform fills: imported, cloned, uploaded or blank.
 *
 * @public
 */
export const dataVolumeKind: KindDefinition<DataVolume> = {
  id: 'dataVolume',
  type: dataVolumeType,
  scope: 'project',
  title: { singular: 'Disk', plural: 'Disks' },
  path: 'disks',
  entity: { kind: 'Resource', type: 'volume', prefix: 'volume' },
  listed: false,
  facts: [
    { id: 'size', title: 'Size', type: 'bytes', group: 'what', column: true },
    {
      id: 'storageClass',
      title: 'Storage class',
      type: 'text',
      group: 'what',
      column: true,
    },
    {
      id: 'source',
      title: 'Filled from',
      type: 'text',
      group: 'what',
      column: true,
    },
  ],
  supporting: [],
  health: dataVolumeHealth,
  summarize: volume => {
    const claim = volume.spec?.storage ?? volume.spec?.pvc;
    return {
      size: parseQuantity(claim?.resources?.requests?.storage) ?? null,
      storageClass: textOf(claim?.storageClassName) ?? null,
      source: importSourceOf(volume) ?? null,
    };
  },
  keywords: volume => ({ image: importSourceOf(volume) }),
  operations: [],
};
