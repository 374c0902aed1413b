import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from './failure.mjs';
import { cause, offline } from './network.mjs';
import { fromRoot, logsDir, toolchainDir } from './paths.mjs';
import { say } from './progress.mjs';

const windows = process.platform === 'win32';
const inToolchain = (...parts) => join(toolchainDir, 'node_modules', ...parts);

/** Major versions of Node.js that the portal runs on, from `engines` of package.json. */
function supportedMajors({ engines }) {
  return engines.node.split('||').map(text => Number.parseInt(text, 10));
}

function version(command, args = ['--version'], options = {}) {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: windows,
    ...options,
  });
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

/** Node.js and Yarn of the machine, each where it fits. */
function ofMachine(manifest) {
  const majors = supportedMajors(manifest);
  const fits = majors.includes(Number.parseInt(process.versions.node, 10));
  // From outside the repository, where no `packageManager` field makes Yarn look for another version of itself.
  const yarn = version('yarn', ['--version'], { cwd: fromRoot('scripts') });
  return {
    node: fits ? process.execPath : undefined,
    yarn: yarn && Number.parseInt(yarn, 10) >= 4 ? ['yarn'] : undefined,
  };
}

/** What an earlier run brought. */
function ofToolchain(manifest) {
  const node = windows
    ? inToolchain('node', 'bin', 'node.exe')
    : inToolchain('.bin', 'node');
  const nodeVersion = existsSync(node) ? version(node) : undefined;
  const yarn = inToolchain('@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  const fits =
    nodeVersion &&
    supportedMajors(manifest).includes(Number.parseInt(nodeVersion, 10));
  return {
    node: fits ? node : undefined,
    yarn: existsSync(yarn) ? yarn : undefined,
  };
}

async function bring(packages, processes) {
  mkdirSync(toolchainDir, { recursive: true });
  const manifest = join(toolchainDir, 'package.json');
  if (!existsSync(manifest)) {
    writeFileSync(manifest, '{ "name": "toolchain", "private": true }\n');
  }
  const log = join(logsDir, 'toolchain.log');
  const { code, tail } = await processes.run(
    windows ? 'npm.cmd' : 'npm',
    ['install', '--no-audit', '--no-fund', '--no-progress', ...packages],
    { cwd: toolchainDir, env: withoutNpmSettings(process.env), log },
  );
  if (code === 0) return;
  const what = packages.join(' and ');
  if (offline(tail(200))) {
    throw new Failure(
      `${what} could not be fetched because the npm registry cannot be reached; check the network and run the command again (details: logs/toolchain.log).`,
    );
  }
  const why = cause(tail(200));
  throw new Failure(
    `npm could not install ${what} into .toolchain${
      why ? ` (${why})` : ''
    }; all of it is in logs/toolchain.log.`,
  );
}

/** The environment without what `npm start` adds to it: that is about npm's own call, not about the next one. */
export function withoutNpmSettings(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/^npm_(config_(local_)?prefix|package_|lifecycle_|command|execpath|node_execpath)/.test(
          name,
        ),
    ),
  );
}

/**
 * Finds Node.js and Yarn that fit, and brings into `.toolchain` what the machine lacks.
 *
 * Returns the paths and the environment in which every other process is to be started.
 */
export async function ensureToolchain(processes) {
  const manifest = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const own = ofMachine(manifest);
  let brought = ofToolchain(manifest);
  const missing = [];
  if (!own.node && !brought.node) {
    missing.push(`node@${Math.max(...supportedMajors(manifest))}`);
  }
  if (!own.yarn && !brought.yarn) {
    missing.push(`@yarnpkg/cli-dist@${manifest.packageManager.split('@')[1]}`);
  }
  if (missing.length > 0) {
    say(`Bringing ${missing.join(' and ')} into .toolchain`);
    await bring(missing, processes);
    brought = ofToolchain(manifest);
  }
  const node = own.node ?? brought.node;
  if (!node) {
    throw new Failure(
      `The Node.js in .toolchain does not run on this machine (${
        process.platform
      } ${process.arch}); install Node.js ${supportedMajors(manifest).join(
        ' or ',
      )} yourself.`,
    );
  }
  return {
    node,
    nodeVersion: version(node),
    yarn: own.yarn ?? [node, brought.yarn],
    env: environment(own, brought),
  };
}

function environment(own, brought) {
  const env = withoutNpmSettings(process.env);
  const path = [fromRoot('node_modules', '.bin'), process.env.PATH];
  if (!own.node || !own.yarn) path.unshift(inToolchain('.bin'));
  env.PATH = path.join(delimiter);
  if (!own.node && brought.node) {
    // Native modules must be built against this Node's headers, not those of the machine's.
    const headers = inToolchain(
      'node',
      'node_modules',
      `node-${process.platform === 'win32' ? 'win' : process.platform}-${
        process.arch
      }`,
    );
    if (existsSync(join(headers, 'include', 'node', 'node.h'))) {
      env.npm_config_nodedir = headers;
    }
  }
  return env;
}
