import { inParallel, Requests, timed } from './requests';
import {
  kilobytes,
  megabytes,
  milliseconds,
  percentile,
  spread,
} from './statistics';
import { Target } from './target';
import { measureWatches, WATCHING } from './watching';

/** Figures by their title, in the order they were taken. */
export type Figures = Map<string, string>;

const NAMESPACE = 'benchmark';
const MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

function configMap(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: { app: 'benchmark' } },
    data: { text: 'x'.repeat(900) },
  };
}

/** Takes all figures of one server. */
export async function measure(
  target: Target,
  objects: number,
): Promise<Figures> {
  const figures: Figures = new Map();
  const requests = new Requests(target.address);
  figures.set('start', milliseconds(target.startMs));
  await requests.send('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });

  const before = await target.memory();
  const begin = performance.now();
  await inParallel(objects, i =>
    requests.send('POST', MAPS, configMap(`m-${i}`)),
  );
  figures.set(
    `create ${objects} objects of 1 KB`,
    milliseconds(performance.now() - begin),
  );
  const after = await target.memory();
  figures.set('memory, all processes', megabytes(after.resident));
  figures.set(
    'memory an object, resident',
    kilobytes((after.resident - before.resident) / objects),
  );
  figures.set(
    'memory an object, heap',
    after.heap === undefined || before.heap === undefined
      ? '-'
      : kilobytes((after.heap - before.heap) / objects),
  );

  const get = (path: string) => () => requests.send('GET', path);
  const timesOf: [string, number, () => Promise<void>][] = [
    ['page of 500, p50 / p95', 100, get(`${MAPS}?limit=500`)],
    ['list of 5000, p50 / p95', 20, get(`${MAPS}?limit=5000`)],
    [
      'label selector that finds nothing, p50 / p95',
      20,
      get(`${MAPS}?labelSelector=app%3Dnone`),
    ],
    ['read of one, p50 / p95', 500, get(`${MAPS}/m-77`)],
  ];
  for (const [title, times, task] of timesOf) {
    await timed(Math.ceil(times / 10), task);
    figures.set(title, spread(await timed(times, task)));
  }

  const { delays, lost } = await measureWatches(requests, MAPS);
  figures.set(`${WATCHING}, p50`, milliseconds(percentile(delays, 0.5)));
  figures.set(`${WATCHING}, p95`, milliseconds(percentile(delays, 0.95)));
  figures.set(`${WATCHING}, p99`, milliseconds(percentile(delays, 0.99)));
  figures.set(`${WATCHING}, lost`, `${lost}`);
  requests.close();
  return figures;
}
