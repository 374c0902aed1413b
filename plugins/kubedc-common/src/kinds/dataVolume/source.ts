import { annotationOf, textOf } from '../../kubernetes';
import { OS_IMAGE_ANNOTATION } from '../virtualMachine/type';
import type { DataVolume } from './type';

/**
 * Progress of a disk's import in whole percent.
 *
 * @returns undefined when the platform does not tell.
 * @public
 */
export function importPercentOf(volume: DataVolume): number | undefined {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(
    textOf(volume.status?.progress) ?? '',
  );
  return match ? Math.min(100, Math.floor(Number(match[1]))) : undefined;
}

/**
 * What is imported, in a word: the image's title where the portal made the disk, else the last part of the source's
 * address.
 *
 * @public
 */
export function importSourceOf(volume: DataVolume): string | undefined {
  const title = annotationOf(volume, OS_IMAGE_ANNOTATION);
  if (title) {
    return title;
  }
  const source = volume.spec?.source;
  const address = textOf(source?.http?.url) ?? textOf(source?.registry?.url);
  const last = address?.split(/[?#]/)[0].split('/').filter(Boolean).pop();
  // Cut at the first @, not searched for from each: an address can be a megabyte of them.
  return last?.split('@', 1)[0];
}
