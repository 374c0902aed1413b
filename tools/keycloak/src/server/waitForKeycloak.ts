import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { KeptProgram } from '@kubedc/real-apiserver/programs';

const START_MS = 180_000;
const POLL_MS = 100;
const LOG_TAIL = 2_000;

/** A port that was free has been taken by somebody else meanwhile. */
export class PortTakenError extends Error {}

function answers(url: string, ca: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = https.get(url, { ca, agent: false }, response => {
      response.resume();
      response.on('error', () => resolve(false));
      response.on('end', () => resolve(response.statusCode === 200));
    });
    request.on('error', () => resolve(false));
  });
}

/**
 * Resolves when a Keycloak answers.
 *
 * @throws Error with the last lines of its log, when it does not start
 */
export async function waitForKeycloak(
  program: KeptProgram,
  options: { url: string; ca: string; log: string },
): Promise<void> {
  const { url, ca, log } = options;
  const failure = async (what: string) => {
    const tail = (await readFile(log, 'utf8')).slice(-LOG_TAIL).trim();
    const Failure = /already in use|BindException/.test(tail)
      ? PortTakenError
      : Error;
    return new Failure(`Keycloak ${what}: ${tail}`);
  };
  const deadline = Date.now() + START_MS;
  while (program.ended || !(await answers(`${url}/realms/master`, ca))) {
    if (program.ended) {
      throw await failure(`ended (${program.ended})`);
    }
    if (Date.now() > deadline) {
      throw await failure(`is not ready after ${START_MS / 1000} s`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, POLL_MS);
    });
  }
}
