import path from 'node:path';

/** A path below the folder of this package, also when it runs from `dist`. */
export function inPackage(...parts: string[]): string {
  const manifest = require.resolve('@kubedc/real-apiserver/package.json');
  return path.join(path.dirname(manifest), ...parts);
}
