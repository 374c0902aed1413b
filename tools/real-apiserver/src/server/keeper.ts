import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { inPackage } from '../packageFolder';

type FromKeeper = { ended: number; reason: string };

/** A program that a {@link Keeper} runs. */
export interface KeptProgram {
  /** Why it ended; nothing while it runs. */
  readonly ended: string | undefined;
  /** Sends a signal and waits until it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Runs programs in a process between this one and them, which ends them when
 * this process is gone, however that comes about.
 */
export class Keeper {
  private readonly running = new Map<number, (reason: string) => void>();
  private started = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: FromKeeper) => {
      this.running.get(message.ended)?.(message.reason);
      this.running.delete(message.ended);
    });
    child.once('exit', () => {
      this.running.forEach(end => end('the keeper of the programs ended'));
      this.running.clear();
    });
  }

  static async start(): Promise<Keeper> {
    const child = fork(inPackage('keeper', 'keeper.mjs'), {
      // A session of its own, which Ctrl-C in the terminal does not reach.
      detached: true,
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: 'ignore',
    });
    await once(child, 'spawn');
    return new Keeper(child);
  }

  /**
   * Runs a program; what it says is added to the file `log`.
   *
   * @param env - variables it has besides those of this process
   */
  run(
    file: string,
    args: string[],
    log: string,
    env: Record<string, string> = {},
  ): KeptProgram {
    const id = ++this.started;
    let reason: string | undefined;
    const ended = new Promise<void>(resolve => {
      this.running.set(id, text => {
        reason = text;
        resolve();
      });
    });
    this.child.send({ start: { id, file, args, log, env } });
    const child = this.child;
    return {
      get ended() {
        return reason;
      },
      async end(name) {
        if (reason === undefined) {
          child.send({ signal: { id, name } });
          await ended;
        }
      },
    };
  }

  /** Ends itself and what still runs. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.disconnect();
      await exited;
    }
  }
}
