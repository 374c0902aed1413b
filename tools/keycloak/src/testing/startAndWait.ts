import { startKeycloak } from '../startKeycloak';

/** Starts a Keycloak, says where, and waits to be killed. */
startKeycloak().then(
  ({ url }) => {
    process.stdout.write(`${url}\n`);
    setInterval(() => undefined, 60_000);
  },
  error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
);
