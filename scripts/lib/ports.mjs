import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/** Ports of the portal and its sandbox: the variable that moves each, and where it is otherwise. */
export const portVariables = {
  PORT: { default: 3000, what: 'the portal' },
  BACKEND_PORT: { default: 7007, what: "the portal's backend" },
  SANDBOX_PORT: { default: 6443, what: "the sandbox's Kubernetes API" },
  SANDBOX_OIDC_PORT: { default: 5556, what: "the sandbox's sign-in server" },
};

/** Reads the ports from the environment; throws a `Failure` for one that is none or given twice. */
export function readPorts(env = process.env) {
  const ports = {};
  for (const [variable, { default: fallback }] of Object.entries(
    portVariables,
  )) {
    const text = env[variable] || String(fallback);
    const port = Number(text);
    if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
      throw new Failure(
        `${variable} is a number from 1 to 65535, not '${text}'.`,
      );
    }
    const twin = Object.keys(ports).find(other => ports[other] === port);
    if (twin) {
      throw new Failure(`${twin} and ${variable} are both ${port}.`);
    }
    ports[variable] = port;
  }
  return ports;
}

function canListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error =>
      // A machine without IPv6 has nothing to be busy there.
      resolve(!['EADDRINUSE', 'EACCES'].includes(error.code)),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/** Whether nobody listens on this port of this machine. */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/** A free port that the system picks. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A free port whose successor is free as well: the sandbox's login page is one above its issuer. */
export async function freePortPair() {
  for (;;) {
    const port = await freePort();
    if (port < 65535 && (await isFree(port + 1))) return port;
  }
}

/** Every port that is going to be listened on, with the variable that moves it. */
function* listeners(ports) {
  for (const [variable, port] of Object.entries(ports)) {
    yield { variable, port, what: portVariables[variable].what };
    if (variable === 'SANDBOX_OIDC_PORT') {
      yield { variable, port: port + 1, what: "the sandbox's login page" };
    }
  }
}

/** Throws a `Failure` that names the first busy port and the variable that moves it. */
export async function requireFree(ports) {
  const wanted = [...listeners(ports)];
  for (const { variable, port, what } of wanted) {
    if (await isFree(port)) continue;
    let other = port + 1;
    while (
      wanted.some(listener => listener.port === other) ||
      !(await isFree(other)) ||
      !(await isFree(other + 1))
    ) {
      other++;
    }
    throw new Failure(
      `Port ${port}, for ${what}, is in use: stop what uses it, or choose another with ${variable}=${other}.`,
    );
  }
}
