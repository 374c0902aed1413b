import { stringifyError } from '@backstage/errors';
import type { Bench } from '../bench';
import type { Run } from '../report/figures';
import { say } from '../report/progress';
import { prepareIngestor } from './ingestor';
import { measurePolled, type PolledWay } from './measurePolled';
import { naiveWay } from './naive';

const WAYS: Record<
  'polling' | 'ingestor',
  () => Promise<PolledWay | { missing: string }>
> = {
  polling: async () => naiveWay,
  ingestor: prepareIngestor,
};

/** Measures another way; nothing, said aloud, where it is not to be had or does not do its work. */
export async function measureComparison(
  name: keyof typeof WAYS,
  bench: Bench,
): Promise<Array<Partial<Run>>> {
  const way = await WAYS[name]();
  if ('missing' in way) {
    process.stderr.write(`LEFT OUT: ${way.missing}\n`);
    return [];
  }
  say(way.title);
  try {
    return [{ way: way.title, figures: await measurePolled(way, bench) }];
  } catch (error) {
    process.stderr.write(`LEFT OUT: ${way.title}: ${stringifyError(error)}\n`);
    return [];
  }
}
