import { findBinaries } from './binaries';

/**
 * Brings the programs, says on standard error what it does, and prints the
 * folder they are in; or says why there are none and ends with exit code 3.
 */
async function main(): Promise<void> {
  const say = (message: string) => {
    process.stderr.write(`${message}\n`);
  };
  const found = await findBinaries({
    logger: { info: say, warn: say, error: say },
  });
  if ('missing' in found) {
    say(found.missing);
    process.exitCode = 3;
    return;
  }
  say(`Programs of a real API server: ${found.source}`);
  process.stdout.write(`KUBEBUILDER_ASSETS=${found.folder}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
