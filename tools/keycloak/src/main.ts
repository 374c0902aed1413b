import { findKeycloak } from './distribution';

/**
 * Brings a Keycloak and says on standard error what it does; or says why there
 * is none and ends with exit code 3.
 */
async function main(): Promise<void> {
  const say = (message: string) => {
    process.stderr.write(`${message}\n`);
  };
  const found = await findKeycloak({ logger: { info: say } });
  if ('missing' in found) {
    say(found.missing);
    process.exitCode = 3;
    return;
  }
  say(`Keycloak: ${found.source}`);
  process.stdout.write(`KEYCLOAK=${found.folder}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
