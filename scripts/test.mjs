// `npm test`: every check of the repository, from a bare machine. README.md says how to use it.
import { nodeIsUsable } from './lib/node-version.mjs';

if (!nodeIsUsable()) {
  console.error(
    `This needs Node.js 18 or newer to begin with; you have ${process.version}.`,
  );
  process.exit(1);
}
const { test } = await import('./lib/test.mjs');
await test(process.argv.slice(2));
