import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const windows = process.platform === 'win32';
/** Until what does not end is killed. */
const GRACE_MS = 8_000;
/** Until what does not even end then is left: a zombie whose parent is gone, on a machine where nobody reaps. */
const DESPAIR_MS = 30_000;

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
  /** How each that is being stopped ends. */
  #endings = new Map();
  #stopping;
  #reaper;

  /**
   * Starts a process. Its output goes to `log`, line by line to `onLine`, or with `inherit` to the terminal.
   *
   * The result has `exited`, a promise of `{ code, signal }`, and `tail()`, the last lines it said.
   */
  start(command, args, { cwd, env, log, onLine, inherit = false } = {}) {
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
    if (groupLives(child)) signalGroup(child, 'SIGTERM');
    const begun = Date.now();
    while (groupLives(child) && Date.now() - begun < DESPAIR_MS) {
      if (Date.now() - begun > GRACE_MS) signalGroup(child, 'SIGKILL');
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
 * started us, is gone.
 */
export function onInterrupt(stop) {
  let called = false;
  const once = reason => {
    if (called) return;
    called = true;
    stop(reason);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => once(signal));
  }
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) once('SIGHUP');
    }, 1_000).unref();
  }
}
