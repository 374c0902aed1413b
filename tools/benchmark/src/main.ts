import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { startApiServer } from './apiServer';
import { BenchClient } from './client';
import { openPostgres, openSqlite, type BenchDatabase } from './database';
import { printRun, type Run } from './figures';
import { measureMirror } from './measureMirror';
import { measureOurs } from './measureOurs';
import { measureReconcile } from './measureReconcile';
import { defineKinds, fill } from './platform';

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '1000,10000,50000' },
    databases: { type: 'string', default: 'postgres,sqlite' },
    apiserver: { type: 'string', default: 'real' },
    json: { type: 'string' },
  },
});

const machine = `${cpus()[0]?.model.trim()}, ${
  cpus().length
} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`;

async function openDatabase(name: string): Promise<BenchDatabase | undefined> {
  if (name === 'sqlite') {
    return openSqlite();
  }
  const server = process.env.BENCH_POSTGRES;
  if (!server) {
    process.stderr.write('LEFT OUT: PostgreSQL, because there is none here\n');
    return undefined;
  }
  return openPostgres(server);
}

async function main(): Promise<void> {
  const runs: Run[] = [];
  process.stdout.write(`${machine}\n`);
  for (const objects of values.objects.split(',').map(Number)) {
    const apiServer = await startApiServer(
      values.apiserver === 'embedded' ? 'embedded' : 'real',
    );
    const client = new BenchClient(apiServer);
    try {
      await defineKinds(client);
      const landmarks = await fill(client, objects);
      for (const name of values.databases.split(',')) {
        const database = await openDatabase(name);
        if (database) {
          const bench = { apiServer, client, database, landmarks };
          const figures = [
            ...(await measureMirror(apiServer)),
            ...(await measureOurs(bench)),
            ...(await measureReconcile(bench)),
          ];
          const run = {
            objects,
            database: database.title,
            apiServer: apiServer.title,
            way: 'Kube-DC module',
            figures,
          };
          runs.push(run);
          printRun(run);
          await database.destroy();
        }
      }
    } finally {
      client.close();
      await apiServer.stop();
    }
  }
  if (values.json) {
    await writeFile(
      values.json,
      `${JSON.stringify({ machine, runs }, undefined, 2)}\n`,
    );
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
