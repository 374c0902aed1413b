import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { cause, offline } from './network.mjs';
import { fromRoot, logsDir, root } from './paths.mjs';
import { say, stillGoing } from './progress.mjs';

const stampFile = fromRoot('node_modules', '.kubedc-install');

/** The files that decide what is installed. */
function inputs() {
  const { workspaces } = JSON.parse(
    readFileSync(fromRoot('package.json'), 'utf8'),
  );
  const folders = workspaces.map(pattern => pattern.replace(/\/\*$/, ''));
  const manifests = folders.flatMap(folder =>
    existsSync(fromRoot(folder))
      ? readdirSync(fromRoot(folder)).map(name =>
          join(folder, name, 'package.json'),
        )
      : [],
  );
  return ['package.json', 'yarn.lock', '.yarnrc.yml', ...manifests]
    .filter(file => existsSync(fromRoot(file)))
    .sort();
}

/** Fingerprint of what an installation depends on. Native modules make the version of Node.js a part of it. */
export function fingerprint(nodeVersion) {
  const hash = createHash('sha256');
  hash.update(
    `${process.platform}-${process.arch}-${nodeVersion.split('.')[0]}`,
  );
  for (const file of inputs()) {
    hash.update(`\0${file}\0`).update(readFileSync(fromRoot(file)));
  }
  return hash.digest('hex');
}

/** Whether the installation is the one that the files ask for. */
function isCurrent(print) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === print;
}

/** Installs the dependencies unless exactly they are installed. Returns whether there was anything to do. */
export async function ensureInstalled(toolchain, processes) {
  const print = fingerprint(toolchain.nodeVersion);
  if (isCurrent(print)) return false;
  rmSync(stampFile, { force: true });
  say('Installing the dependencies (about two minutes the first time)');
  let last = '';
  const end = stillGoing('  still installing', () => last);
  const log = join(logsDir, 'install.log');
  const [command, ...args] = toolchain.yarn;
  const { code, tail } = await processes
    .run(command, [...args, 'install', '--immutable'], {
      cwd: root,
      env: { ...toolchain.env, YARN_ENABLE_PROGRESS_BARS: 'false' },
      log,
      onLine: line => {
        last = line.replace(/^➤ (YN\d+: )?[│┌└ ]*/, '').slice(0, 90);
      },
    })
    .finally(end);
  if (code !== 0) throw explain(tail(200));
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, print);
  return true;
}

function explain(lines) {
  if (lines.some(line => /YN0028/.test(line))) {
    return new Failure(
      'yarn.lock does not fit the package.json files: run `yarn install` and commit yarn.lock.',
    );
  }
  if (offline(lines)) {
    return new Failure(
      'The dependencies could not be fetched because the package registry cannot be reached; check the network and run the command again (details: logs/install.log).',
    );
  }
  const why = cause(lines);
  return new Failure(
    `Installing the dependencies failed${
      why ? ` (${why})` : ''
    }; all of it is in logs/install.log.`,
  );
}
