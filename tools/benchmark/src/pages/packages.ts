import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Where a package is installed for one that depends on it. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) {
      return found;
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
}

/** Names of all packages that one brings, directly or not, other than by those that `isLeftOut` names. */
export function packagesOf(
  folder: string,
  isLeftOut: (name: string) => boolean,
): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (from: string) => {
    if (seen.has(from)) {
      return;
    }
    seen.add(from);
    const { dependencies, peerDependencies }: Manifest = JSON.parse(
      readFileSync(join(from, 'package.json'), 'utf8'),
    );
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const found = isLeftOut(name) ? undefined : installed(name, from);
      if (found) {
        names.add(name);
        visit(found);
      }
    }
  };
  visit(folder);
  return names;
}

/** The npm package that a source of a source map belongs to. */
export const packageOf = (source: string): string | undefined =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
