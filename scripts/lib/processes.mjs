import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lives } from './lives.mjs';

const windows = process.platform === 'win32';
/** Until what does not end is killed. */
const GRACE_MS = 8_000;
/** After that, until what does not even end then is left: a zombie whose parent is gone, on a machine where nobody reaps. */
const DESPAIR_MS = 20_000;

/** Whether the process group that `child` leads has a member left. */
function groupLives(child) {
  try {
    process.kill(windows ? child.pid : -child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal to `child` and all it started. */
function signalGroup(child, signal) {
  if (windows) {
    spawn('taskkill', ['/pid', String(child.pid), '/f', '/t']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * The processes of one command. Each leads a group of its own, so that stopping it stops all it started, and Ctrl-C
 * reaches nothing but us, who then stop the rest in order.
 */
export class Processes {
  #children = new Set();
  /** How each is to be stopped. */
  #manners = new WeakMap();
  /** How each that is being stopped ends. */
  #endings = new Map();
  #stopping;
  #reaper;

  /**
   * Starts a process. Its output goes to `log`, line by line to `onLine`, or with `inherit` to the terminal. It is
   * stopped by `stopSignal`, and killed when it takes longer than `graceMs`.
   *
   * The result has `exited`, a promise of `{ code, signal }`, and `tail()`, the last lines it said.
   */
  start(command, args, options = {}) {
    const { cwd, env, log, onLine, inherit = false } = options;
    if (this.#stopping) throw new Error('The command is stopping');
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      detached: !windows,
      stdio: inherit
        ? ['ignore', 'inherit', 'inherit']
        : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const lines = [];
    if (!inherit) this.#read(child, { log, onLine, lines });
    const exited = new Promise(resolve => {
      child.once('error', error => {
        lines.push(error.message);
        resolve({ code: 127, signal: null });
      });
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    if (child.pid) {
      this.#children.add(child);
      this.#tellReaper(`+${child.pid}`);
      // What it leaves behind goes as well, and its number is forgotten: the system may give it to somebody else.
      child.once('exit', () => this.#stopOne(child));
      this.#manners.set(child, options);
    }
    return { child, exited, tail: (count = 5) => lines.slice(-count) };
  }

  /** Runs a process, and all it starts, to its end and resolves to its exit code and last lines. */
  async run(command, args, options) {
    const { child, exited, tail } = this.start(command, args, options);
    const { code, signal } = await exited;
    await this.#endings.get(child);
    return { code: code ?? 1, signal, tail };
  }

  /** Stops every process that was started, with all they started; resolves when none is left. */
  stop() {
    this.#stopping ??= Promise.all(
      [...this.#children].map(child => this.#stopOne(child)),
    );
    return this.#stopping;
  }

  /** Stops one of them. */
  async stopOne({ child }) {
    await this.#stopOne(child);
  }

  #stopOne(child) {
    // One that was stopped, or ended, already is not asked again.
    if (this.#children.has(child) && !this.#endings.has(child)) {
      this.#endings.set(child, this.#end(child));
    }
    return this.#endings.get(child);
  }

  async #end(child) {
    const { stopSignal = 'SIGTERM', graceMs = GRACE_MS } =
      this.#manners.get(child);
    if (groupLives(child)) signalGroup(child, stopSignal);
    const begun = Date.now();
    while (groupLives(child) && Date.now() - begun < graceMs + DESPAIR_MS) {
      if (Date.now() - begun > graceMs) signalGroup(child, 'SIGKILL');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    this.#children.delete(child);
    this.#tellReaper(`-${child.pid}`);
  }

  /** The reaper sees its input end when this process does, however that comes about. */
  #tellReaper(line) {
    if (windows) return;
    if (!this.#reaper) {
      const script = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
      this.#reaper = spawn(process.execPath, [script], {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      this.#reaper.stdin.on('error', () => {});
      this.#reaper.stdin.unref?.();
      this.#reaper.unref();
    }
    this.#reaper.stdin.write(`${line}\n`);
  }

  #read(child, { log, onLine, lines }) {
    if (log) mkdirSync(dirname(log), { recursive: true });
    const file = log && createWriteStream(log);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', chunk => {
        file?.write(chunk);
        const parts = (rest + chunk).split(/\r?\n/);
        rest = parts.pop();
        for (const line of parts) {
          lines.push(line);
          if (lines.length > 200) lines.shift();
          onLine?.(line);
        }
      });
    }
    child.once('close', () => file?.end());
  }
}

/**
 * Calls `stop` once when the person presses Ctrl-C, the terminal goes away, somebody asks us to end, or `npm`, which
 * started us, is gone, or the process with the number `runner` is.
 */
export function onInterrupt(stop, { runner } = {}) {
  let called = false;
  const once = reason => {
    if (called) return;
    called = true;
    stop(reason);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => once(signal));
  }
  const parent = process.env.npm_lifecycle_event && process.ppid;
  if (parent || runner) {
    setInterval(() => {
      if (parent && process.ppid !== parent) once('SIGHUP');
      if (runner && !lives(runner)) once('SIGHUP');
    }, 1_000).unref();
  }
}
