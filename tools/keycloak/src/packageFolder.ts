import path from 'node:path';

/** A path below the folder of this package. */
export function inPackage(...parts: string[]): string {
  const manifest = require.resolve('@kubedc/keycloak/package.json');
  return path.join(path.dirname(manifest), ...parts);
}
