import { setTimeout as sleep } from 'node:timers/promises';
import { Requests } from './requests';

const WATCHES = 200;
const WRITES_PER_SECOND = 100;
const SECONDS = 5;
/** Events that come later count as lost. */
const PATIENCE_MS = 20_000;

/** What came of watches that were held while writes went on. */
export interface Watching {
  /** From the begin of a write to each watcher, in milliseconds. */
  delays: number[];
  /** Events that did not come. */
  lost: number;
}

/** Title of what is measured here. */
export const WATCHING = `${WATCHES} watches, ${WRITES_PER_SECOND} writes/s`;

/** Holds watches while writes go on. */
export async function measureWatches(
  requests: Requests,
  maps: string,
): Promise<Watching> {
  const name = 'watched';
  const body = (sent: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { sent },
  });
  await requests.send('POST', maps, body(''));
  const delays: number[] = [];
  let begun = 0;
  const onLine = (line: string) => {
    const sent = /"sent":"([\d.]+)"/.exec(line)?.[1];
    if (sent) {
      delays.push(performance.now() - Number(sent));
    } else {
      begun++;
    }
  };
  const watches = await Promise.all(
    Array.from({ length: WATCHES }, () =>
      requests.watch(
        `${maps}?watch=1&resourceVersion=0&fieldSelector=metadata.name%3D${name}`,
        onLine,
      ),
    ),
  );
  while (begun < WATCHES) {
    await sleep(10);
  }
  const writes = SECONDS * WRITES_PER_SECOND;
  const start = performance.now();
  for (let i = 0; i < writes; i++) {
    const due = start + (i * 1_000) / WRITES_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    await requests.send('PUT', `${maps}/${name}`, body(`${performance.now()}`));
  }
  const expected = writes * WATCHES;
  const deadline = performance.now() + PATIENCE_MS;
  while (delays.length < expected && performance.now() < deadline) {
    await sleep(10);
  }
  watches.forEach(watch => {
    watch.on('error', () => undefined);
    watch.destroy();
  });
  return { delays, lost: expected - delays.length };
}
