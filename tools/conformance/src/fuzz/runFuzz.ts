import { ServerAddress } from '../testing/realServer';
import { Exchange, Reply } from './exchange';
import { generate, Generated, Grounds } from './generate';
import { isSame, outcomeOf } from './outcome';
import { tolerated } from './tolerated';

/** How many requests are under way at once. */
const WORKERS = 20;

/** What a run is made with. */
export interface FuzzOptions {
  seed: number;
  count: number;
  grounds: Grounds;
  real: ServerAddress;
  embedded: ServerAddress;
  /** Makes requests of this category only. */
  only?: string;
}

/** Two answers that should be the same. */
export interface Difference {
  generated: Generated;
  real: Reply;
  embedded: Reply;
}

/** What a run found. */
export interface FuzzResult {
  differences: Difference[];
  /** How often each difference was met that is there on purpose. */
  tolerated: Map<string, number>;
  /** How many requests were answered with each code. */
  codes: Map<number, number>;
}

const count = <K>(map: Map<K, number>, key: K) =>
  map.set(key, (map.get(key) ?? 0) + 1);

/** Sends the same requests to both servers and compares the answers. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const real = new Exchange(options.real);
  const embedded = new Exchange(options.embedded);
  const result: FuzzResult = {
    differences: [],
    tolerated: new Map(),
    codes: new Map(),
  };
  let next = 0;
  const work = async () => {
    while (next < options.count) {
      const generated = generate(
        options.seed,
        next++,
        options.grounds,
        options.only,
      );
      const [a, b] = await Promise.all([
        real.send(generated.request),
        embedded.send(generated.request),
      ]);
      const outcome = outcomeOf(a, generated.request);
      const other = outcomeOf(b, generated.request);
      count(result.codes, outcome.code);
      if (!isSame(outcome, other)) {
        const known = tolerated.find(({ matches }) =>
          matches(generated, outcome, other),
        );
        if (known) {
          count(result.tolerated, known.why);
        } else {
          result.differences.push({ generated, real: a, embedded: b });
        }
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  real.close();
  embedded.close();
  result.differences.sort((a, b) => a.generated.index - b.generated.index);
  return result;
}
