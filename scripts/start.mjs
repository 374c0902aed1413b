// `npm start`: everything from a bare machine to a running portal. README.md says how to use it.
import { nodeIsUsable } from './lib/node-version.mjs';

if (!nodeIsUsable()) {
  console.error(
    `This needs Node.js 18 or newer to begin with; you have ${process.version}.`,
  );
  process.exit(1);
}
const { start } = await import('./lib/start.mjs');
await start(process.argv.slice(2));
