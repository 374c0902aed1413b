import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
);

/** Path below the root. */
export const fromRoot = (...parts) => join(root, ...parts);

/** Node.js and Yarn that the machine lacks; git-ignored. */
export const toolchainDir = fromRoot('.toolchain');

/** What the processes say; git-ignored. */
export const logsDir = fromRoot('logs');

/** Loads TypeScript in Node.js, as `backstage-cli` does it. */
export const nodeTransform = fromRoot(
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** The Backstage command line. */
export const backstageCli = fromRoot(
  'node_modules/@backstage/cli/bin/backstage-cli',
);
