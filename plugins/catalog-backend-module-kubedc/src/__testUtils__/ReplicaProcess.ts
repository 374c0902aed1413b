import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { freePorts } from '@kubedc/real-apiserver/programs';

/** A replica of a portal's backend in a process of its own, which a test can kill. */
export class ReplicaProcess {
  readonly #child: ChildProcess;
  readonly #port: number;
  #output = '';

  /** Starts a replica; it is not ready yet. */
  static async spawn(options: {
    /** Its name, also towards the database. */
    name: string;
    /** For its configuration. */
    directory: string;
    /** Of the PostgreSQL database that the replicas share. */
    connection: object;
    kubedc: JsonObject;
  }): Promise<ReplicaProcess> {
    const { name, directory, connection, kubedc } = options;
    const [port] = await freePorts(1);
    const config = join(directory, `${name}.json`);
    await writeFile(
      config,
      JSON.stringify({
        backend: {
          baseUrl: 'http://127.0.0.1',
          listen: { host: '127.0.0.1', port },
          database: {
            client: 'pg',
            connection: { ...connection, application_name: name },
            pluginDivisionMode: 'schema',
          },
        },
        catalog: { stitchingStrategy: { pollingInterval: { seconds: 1 } } },
        kubedc,
      }),
    );
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, 'replica.ts'),
        '--config',
        config,
      ],
      { env: { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '' } },
    );
    return new ReplicaProcess(child, port);
  }

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', data => {
        this.#output += data;
      });
    }
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /**
   * Waits until it serves.
   *
   * @throws an Error with what it said when it ended instead.
   */
  async ready(): Promise<void> {
    const url = `http://127.0.0.1:${this.#port}/.backstage/health/v1/readiness`;
    for (;;) {
      if (this.#hasEnded()) {
        throw new Error(`The replica ended: ${this.#output}`);
      }
      // Nobody listens yet.
      const response = await fetch(url).catch(() => undefined);
      if (response?.ok) {
        return;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  }

  /** Ends it as a crash would: it can tell nobody. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it as an operator would. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#hasEnded()) {
      const exit = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exit;
    }
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
