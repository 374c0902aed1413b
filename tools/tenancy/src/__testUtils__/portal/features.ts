import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Serves the built pages, which are the same for everybody; a checkout that was not built has none. */
const WITHOUT = ['@backstage/plugin-app-backend'];

/**
 * Names of the packages that the portal's backend is made of, read from its own list, so that what is added there is
 * held to the rule at once.
 */
export function portalFeatures(): string[] {
  const list = readFileSync(
    resolve(__dirname, '../../../../../packages/backend/src/index.ts'),
    'utf8',
  ).matchAll(/backend\.add\(\s*import\('([^']+)'\)/g);
  return [...list]
    .map(([, name]) => name)
    .filter(name => !WITHOUT.includes(name));
}
