import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fromRoot, logsDir, root } from './paths.mjs';
import { say } from './progress.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const DOWNLOAD_MS = 180_000;

/** Whether a browser at this path starts on this machine; a download may lack system libraries. */
const works = path =>
  existsSync(path) && spawnSync(path, ['--version']).status === 0;

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    process.env.CHROMIUM_PATH,
    ...names.flatMap(name => folders.map(folder => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find(path => path && works(path));
}

/** Where Playwright keeps, or would keep, a browser of its own. */
function playwrights(toolchain) {
  const { stdout } = spawnSync(
    toolchain.node,
    ['-p', "require('@playwright/test').chromium.executablePath()"],
    { cwd: root, env: toolchain.env, encoding: 'utf8' },
  );
  const path = stdout.trim();
  return path && works(path) ? path : undefined;
}

async function download(toolchain, processes) {
  say("Fetching Playwright's own Chromium");
  const cli = fromRoot('node_modules', '@playwright', 'test', 'cli.js');
  const started = processes.start(
    toolchain.node,
    [cli, 'install', 'chromium'],
    { cwd: root, env: toolchain.env, log: join(logsDir, 'browser.log') },
  );
  const timer = setTimeout(() => processes.stopOne(started), DOWNLOAD_MS);
  await started.exited;
  clearTimeout(timer);
  return playwrights(toolchain);
}

async function fromDebian(processes) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return undefined;
  say("Installing Debian's package chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const [name, args] of [
    ['apt-update', ['update', '-q']],
    [
      'apt-install',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    ],
  ]) {
    const log = join(logsDir, `${name}.log`);
    await processes.run('apt-get', args, { env, log });
  }
  return onPath();
}

/** Path of a Chromium that runs here, brought if need be; `undefined` when there is no way to have one. */
export async function findBrowser(toolchain, processes) {
  return (
    onPath() ??
    playwrights(toolchain) ??
    (await download(toolchain, processes)) ??
    (await fromDebian(processes))
  );
}
