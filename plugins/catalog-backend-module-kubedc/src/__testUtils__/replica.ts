/**
 * A replica of a portal's backend with the catalog and this module, as a program of its own: `--config` names its
 * configuration.
 */
import { createBackend } from '@backstage/backend-defaults';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleKubedc from '..';

// Whoever started it is gone when its input ends, even if killed.
process.stdin.resume().once('end', () => process.exit(1));

const backend = createBackend();
backend.add(catalogPlugin);
backend.add(catalogModuleKubedc);
backend.start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
