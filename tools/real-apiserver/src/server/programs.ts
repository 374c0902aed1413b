import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Binaries } from '../types';
import { AdminClient } from './adminClient';
import {
  apiArguments,
  etcdArguments,
  Layout,
  managerArguments,
} from './arguments';
import { Keeper, KeptProgram } from './keeper';

const START_MS = 180_000;
const POLL_MS = 50;
const LOG_TAIL = 4_096;

/** A port that was free has been taken by somebody else meanwhile. */
export class PortTakenError extends Error {
  /** Whether it is this one. */
  isPort(port: number | undefined): boolean {
    return this.message.includes(`:${port}:`);
  }
}

/** etcd, kube-apiserver and kube-controller-manager of one server. */
export class Programs {
  private etcd?: KeptProgram;
  private api?: KeptProgram;
  private manager?: KeptProgram;

  constructor(
    private readonly keeper: Keeper,
    private readonly binaries: Binaries,
    private readonly layout: Layout,
    private readonly client: AdminClient,
  ) {}

  async start(): Promise<void> {
    this.etcd = this.run(
      'etcd',
      this.binaries.etcd,
      etcdArguments(this.layout),
    );
    await this.startApi();
    this.manager = this.run(
      'kube-controller-manager',
      this.binaries.kubeControllerManager,
      managerArguments(this.layout),
    );
    await this.waitFor(
      'kube-controller-manager',
      this.manager,
      '/api/v1/namespaces/default/serviceaccounts/default',
    );
  }

  async restartApi(): Promise<void> {
    await this.api?.end('SIGKILL');
    await this.startApi();
  }

  async stop(): Promise<void> {
    await this.manager?.end('SIGKILL');
    // Asked to, it would wait for its watches for up to a minute.
    await this.api?.end('SIGKILL');
    await this.etcd?.end('SIGTERM');
    await this.keeper.stop();
  }

  private run(name: string, file: string, args: string[]): KeptProgram {
    return this.keeper.run(file, args, this.log(name));
  }

  private async startApi(): Promise<void> {
    this.api = this.run(
      'kube-apiserver',
      this.binaries.kubeApiserver,
      apiArguments(this.layout),
    );
    await this.waitFor('kube-apiserver', this.api, '/readyz');
  }

  private async waitFor(
    name: string,
    program: KeptProgram,
    path: string,
  ): Promise<void> {
    const deadline = Date.now() + START_MS;
    // A server that answers while the program has ended is somebody else's.
    while (program.ended || (await this.client.get(path)) === undefined) {
      await this.checkRuns('etcd', this.etcd);
      await this.checkRuns(name, program);
      if (Date.now() > deadline) {
        throw await this.failure(name, `is not ready after ${START_MS} ms`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, POLL_MS);
      });
    }
  }

  private async checkRuns(name: string, program?: KeptProgram) {
    if (program?.ended) {
      throw await this.failure(name, `ended (${program.ended})`);
    }
  }

  private async failure(name: string, what: string): Promise<Error> {
    const tail = await this.logTail(name);
    const message = `${name} ${what}: ${tail.trim()}`;
    return /address already in use/.test(tail)
      ? new PortTakenError(message)
      : new Error(message);
  }

  private log(name: string): string {
    return join(this.layout.dir, `${name}.log`);
  }

  private async logTail(name: string): Promise<string> {
    const file = await open(this.log(name), 'r');
    try {
      const { size } = await file.stat();
      const length = Math.min(size, LOG_TAIL);
      const { buffer } = await file.read({
        buffer: Buffer.alloc(length),
        position: size - length,
      });
      return buffer.toString();
    } finally {
      await file.close();
    }
  }
}
