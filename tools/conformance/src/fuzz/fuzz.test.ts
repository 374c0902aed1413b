import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ApiClient, TestServer } from '@kubedc/embedded-apiserver/testing';
import { realServerAddress } from '../testing/realServer';
import { FuzzRequest } from './request';
import { cleanUp, prepare } from './grounds';
import { Difference, runFuzz } from './runFuzz';

const SEED = Number(process.env.KUBEDC_FUZZ_SEED ?? 20_261);
const REQUESTS = Number(process.env.KUBEDC_FUZZ_REQUESTS ?? 10_000);
/** What the server may hold more after the run: what was stored, and caches. */
const MAX_GROWTH = 96 * 1024 * 1024;
const SHOWN = 20;

function describeRequest({ method, path, headers, body }: FuzzRequest): string {
  const text = body?.toString().slice(0, 300) ?? '';
  return `${method} ${path} ${JSON.stringify(headers ?? {})} ${text}`;
}

function explain({ generated, real, embedded }: Difference): string {
  return [
    `${generated.category} #${generated.index}`,
    describeRequest(generated.request),
    `real:     ${real.code} ${real.text.slice(0, 300)}`,
    `embedded: ${embedded.code} ${embedded.text.slice(0, 300)}`,
  ].join('\n');
}

/** The collector, which Node.js shows only where it is asked to. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

async function heapAfterCollection(): Promise<number> {
  const collect = collector();
  // Twice: what is finalized in the first goes in the second.
  collect();
  await new Promise(setImmediate);
  collect();
  return process.memoryUsage().heapUsed;
}

const real = realServerAddress();
const describeBoth = real ? describe : describe.skip;

describeBoth('bad requests', () => {
  jest.setTimeout(600_000);

  it(`are answered alike by both servers (seed ${SEED})`, async () => {
    if (!real) {
      throw new Error('there is no real API server in this run');
    }
    process.stdout.write(
      `Fuzzing with KUBEDC_FUZZ_SEED=${SEED} KUBEDC_FUZZ_REQUESTS=${REQUESTS}\n`,
    );
    const errors: string[] = [];
    const ignore = () => undefined;
    const embedded = await TestServer.start({
      logger: {
        info: ignore,
        warn: ignore,
        error: message => errors.push(message),
      },
    });
    const client = new ApiClient(real.url, real.caData);
    const id = `${process.pid}-${Date.now().toString(36)}`;
    const grounds = { namespace: `fuzz-${id}`, group: `g${id}.example.com` };
    await prepare(client, grounds);
    await prepare(embedded, grounds);
    const before = await heapAfterCollection();

    const { differences, tolerated, codes } = await runFuzz({
      seed: SEED,
      count: REQUESTS,
      grounds,
      real,
      embedded: { url: embedded.url, caData: embedded.caData },
    });

    const growth = (await heapAfterCollection()) - before;
    await cleanUp(client, grounds);
    expect((await embedded.get('/readyz')).text).toBe('ok');
    await embedded.remove();
    client.close();
    for (const [why, times] of tolerated) {
      process.stdout.write(`${times} times: ${why}\n`);
    }
    expect(differences.slice(0, SHOWN).map(explain).join('\n\n')).toBe('');
    expect(errors).toEqual([]);
    expect(growth).toBeLessThan(MAX_GROWTH);
    // The run is of use only when it gets past the first check, and is refused.
    expect(codes.get(201)).toBeGreaterThan(REQUESTS / 100);
    for (const code of [400, 404, 405, 406, 415, 422]) {
      expect([code, codes.get(code) ?? 0]).not.toEqual([code, 0]);
    }
  });
});
