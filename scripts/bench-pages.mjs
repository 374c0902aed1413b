// `yarn bench:pages`: how fast the portal's pages are in a browser. tools/benchmark says what is measured.
import { nodeIsUsable } from './lib/node-version.mjs';

if (!nodeIsUsable()) {
  console.error(
    `This needs Node.js 18 or newer to begin with; you have ${process.version}.`,
  );
  process.exit(1);
}
const { benchPages } = await import('./lib/bench-pages.mjs');
await benchPages(process.argv.slice(2));
