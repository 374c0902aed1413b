import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Permission } from '@backstage/plugin-permission-common';
import { kubedcPermissions } from '@kubedc/backstage-plugin-kubedc-common';

const BACKEND = join(__dirname, '../../../../packages/backend/package.json');
const requireFromBackend = createRequire(BACKEND);

function isPermission(value: unknown): value is Permission {
  const { type, name, attributes } = (value ?? {}) as Partial<Permission>;
  return (
    ['basic', 'resource'].includes(type as string) &&
    typeof name === 'string' &&
    typeof attributes === 'object'
  );
}

function load(id: string): Record<string, unknown> {
  try {
    return requireFromBackend(id);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A plugin need not have such a package, nor the package such an entry point.
    if (
      code === 'MODULE_NOT_FOUND' ||
      code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
    ) {
      return {};
    }
    throw error;
  }
}

/** Plugins of the portal's backend, by the names of their packages. */
export function pluginsOfBackend(): string[] {
  const { dependencies } = load(BACKEND) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(dependencies).filter(name =>
    /^@backstage\/plugin-.*-backend$/.test(name),
  );
}

/** Every permission that the plugins of the portal's backend declare, from their common packages. */
export function everyPermission(): Permission[] {
  const declared = pluginsOfBackend()
    .map(name => name.replace(/-backend$/, '-common'))
    .flatMap(name => [load(name), load(`${name}/alpha`)])
    .flatMap(exported => Object.values(exported))
    .filter(isPermission);
  const all = [...declared, ...kubedcPermissions];
  return [...new Map(all.map(each => [each.name, each])).values()].sort(
    (a, b) => a.name.localeCompare(b.name, 'en'),
  );
}
