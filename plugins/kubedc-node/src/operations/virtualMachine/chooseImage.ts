import {
  formatLimit,
  parseQuantity,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '../engine/FieldError';
import type { OperationContext } from '../types';
import { IMAGES_KEY, parseOsImageEntries, type OsImageEntry } from './images';

/**
 * The image of an id.
 *
 * @throws a FieldError naming `image` when it is not offered.
 */
export async function chooseImage(
  id: string,
  context: OperationContext,
): Promise<OsImageEntry> {
  const { namespace, name } = context.installation.imagesConfigMap;
  const data = await context.readConfigMap(namespace, name);
  const entries = parseOsImageEntries(data[IMAGES_KEY] ?? '');
  const entry = entries.find(({ image }) => image.id === id);
  if (!entry) {
    const offered = entries.map(({ image }) => image.id).join(', ');
    throw new FieldError(
      'image',
      offered
        ? `There is no image ${id}; offered are ${offered}`
        : `There is no image ${id}; the platform offers none`,
    );
  }
  return entry;
}

/**
 * Checks sizes against what an image needs, which no API server does.
 *
 * @throws a FieldError naming `cpu`, `memory` or `diskSize` when it is too small.
 */
export function requireEnough(
  { image }: OsImageEntry,
  size: { cpu: number; memory: string; diskSize: string },
): void {
  if (size.cpu < image.minCpu) {
    throw new FieldError(
      'cpu',
      `${image.title} needs at least ${image.minCpu} cores`,
    );
  }
  if ((parseQuantity(size.memory) ?? 0) < image.minMemory) {
    throw new FieldError(
      'memory',
      `${image.title} needs at least ${formatLimit(image.minMemory)} of memory`,
    );
  }
  if ((parseQuantity(size.diskSize) ?? 0) < image.minDisk) {
    throw new FieldError(
      'diskSize',
      `${image.title} needs a disk of at least ${formatLimit(image.minDisk)}`,
    );
  }
}
