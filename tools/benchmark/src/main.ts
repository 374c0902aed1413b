import { writeFile } from 'node:fs/promises';
import { startApiServer, type BenchApiServer } from './apiServer';
import { BenchClient } from './client';
import { measureComparison } from './comparison/measureComparison';
import { openDatabase, type BenchDatabase } from './database';
import { measureMirror } from './measure/measureMirror';
import { measureOurs, warmUp } from './measure/measureOurs';
import { readOptions, type Options } from './options';
import { defineKinds } from './platform/definitions';
import { fill } from './platform/fill';
import type { Run } from './report/figures';
import { describeMachine } from './report/machine';
import { say } from './report/progress';
import { printResults, printRun } from './report/printResults';
import { RequestLog } from './requestLog';

async function measureSize(
  objects: number,
  options: Options,
  apiServer: BenchApiServer,
  tell: (run: Run) => Promise<void>,
): Promise<void> {
  const client = new BenchClient(apiServer);
  const log = new RequestLog(apiServer.url);
  const measureOn = async (
    name: Options['databases'][number],
    measure: (database: BenchDatabase) => Promise<Array<Partial<Run>>>,
  ) => {
    const database = await openDatabase(name, options.patienceMs);
    if (database) {
      say(`${objects.toLocaleString('en')} objects, ${database.title}`);
      const setting = {
        objects,
        database: database.title,
        apiServer: apiServer.title,
        way: 'Kube-DC module',
        figures: {},
      };
      try {
        for (const run of await measure(database)) {
          await tell({ ...setting, ...run });
        }
      } finally {
        await database.destroy();
      }
    }
  };
  try {
    say(`filling the platform with ${objects.toLocaleString('en')} objects`);
    await defineKinds(client);
    const landmarks = await fill(client, objects);
    const { patienceMs, processing } = options;
    const platform = {
      ...{ apiServer, client, landmarks, log },
      ...{ patienceMs, processing },
    };
    say('loading programs');
    await warmUp(platform);
    if (options.ways.includes('module')) {
      say('a mirror by itself');
      const mirror = await measureMirror(apiServer);
      for (const name of options.databases) {
        await measureOn(name, async database => {
          const figures = await measureOurs({ ...platform, database });
          return [{ figures: { ...figures, ...mirror } }];
        });
      }
    }
    const [name] = options.databases;
    for (const way of options.ways.filter(other => other !== 'module')) {
      await measureOn(name, database =>
        measureComparison(way, { ...platform, database }),
      );
    }
  } finally {
    log.stop();
    client.close();
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const machine = describeMachine();
  const runs: Run[] = [];
  // After each run, as the next may take long, or somebody may lose patience.
  const tell = async (run: Run) => {
    runs.push(run);
    printRun(run);
    if (options.json) {
      const results = JSON.stringify({ machine, runs }, undefined, 2);
      await writeFile(options.json, `${results}\n`);
    }
  };
  try {
    for (const objects of options.objects) {
      const apiServer = await startApiServer(options.apiServer);
      try {
        await measureSize(objects, options, apiServer, tell);
      } finally {
        await apiServer.stop();
      }
    }
  } finally {
    printResults(machine, runs);
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
