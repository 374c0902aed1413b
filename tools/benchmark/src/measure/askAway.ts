import { parentPort, Worker, workerData } from 'node:worker_threads';

/** What is asked for, how often, and how many at once. */
export interface Questions {
  url: string;
  headers: Record<string, string>;
  count: number;
  atOnce: number;
}

/**
 * Asks from a thread of its own, as a browser would: what asking costs must not count as what answering costs.
 *
 * @returns milliseconds of each question
 */
export async function askAway(questions: Questions): Promise<number[]> {
  const worker = new Worker(__filename, {
    workerData: questions,
  });
  try {
    return await new Promise<number[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}

async function ask({ url, headers, count, atOnce }: Questions) {
  const one = async () => {
    const since = performance.now();
    const answer = await fetch(url, { headers });
    const { total } = (await answer.json()) as { total?: number };
    if (!answer.ok || !total) {
      throw new Error(`${url} answers ${answer.status} and ${total} objects`);
    }
    return performance.now() - since;
  };
  const times: number[] = [];
  while (times.length < count) {
    times.push(...(await Promise.all(Array.from({ length: atOnce }, one))));
  }
  return times;
}

if (parentPort) {
  const port = parentPort;
  ask(workerData as Questions).then(times => port.postMessage(times));
}
