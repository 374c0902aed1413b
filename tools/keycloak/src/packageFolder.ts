import path from 'node:path';

/** A path below the folder of this package. */
export function inPackage(...parts: string[]): string {
  return path.join(__dirname, '..', ...parts);
}
