// `yarn bench`: how fast a Kube-DC gets into the catalog and out of the portal. tools/benchmark says what is measured.
import { nodeIsUsable } from './lib/node-version.mjs';

if (!nodeIsUsable()) {
  console.error(
    `This needs Node.js 18 or newer to begin with; you have ${process.version}.`,
  );
  process.exit(1);
}
const { bench } = await import('./lib/bench.mjs');
await bench(process.argv.slice(2));
