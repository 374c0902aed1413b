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

/**
 * Where systems do not take the ports of outgoing connections from (32768 and above on Linux, 49152 elsewhere), so that no
 * connection gets in between the choice of a port and its use.
 */
const FIRST = 10_000;
const LAST = 29_999;

/** A free port, chosen at random. */
export async function freePort() {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
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
