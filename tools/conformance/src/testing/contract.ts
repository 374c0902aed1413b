import { ApiClient, TestServer } from '@kubedc/embedded-apiserver/testing';
import { realServerAddress } from './realServer';

/** An API server that is held to the contract. */
export class ContractServer {
  private created = 0;
  private readonly endings: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly kind: 'embedded' | 'real',
    readonly api: ApiClient,
    private readonly end: () => Promise<void>,
  ) {}

  static async embedded(): Promise<ContractServer> {
    const server = await TestServer.start();
    return new ContractServer('embedded', server, () => server.remove());
  }

  static real(): ContractServer {
    const address = realServerAddress();
    if (!address) {
      throw new Error('there is no real API server in this run');
    }
    const api = new ApiClient(address.url, address.caData);
    return new ContractServer('real', api, async () => api.close());
  }

  /** A name nobody else uses, for objects that are not in a namespace. */
  unique(prefix: string): string {
    this.created += 1;
    return `${prefix}-${process.pid}-${Date.now().toString(36)}-${
      this.created
    }`;
  }

  /** A new namespace, which goes away with the server's turn. */
  async namespace(labels: Record<string, string> = {}): Promise<string> {
    const name = this.unique('contract');
    const answer = await this.api.post('/api/v1/namespaces', {
      metadata: { name, labels },
    });
    if (answer.code !== 201) {
      throw new Error(`no namespace: ${answer.text}`);
    }
    this.atEnd(() => this.api.delete(`/api/v1/namespaces/${name}`));
    return name;
  }

  /** Is done when the server's turn is over: the last first. */
  atEnd(work: () => Promise<unknown>): void {
    this.endings.push(work);
  }

  async stop(): Promise<void> {
    for (const work of this.endings.reverse()) {
      await work();
    }
    await this.end();
  }
}

/**
 * Runs the same tests on both API servers. Those on the real one are skipped,
 * which the setup of the run has said aloud, when there is none; all are when
 * they cannot run on this machine.
 */
export function contract(
  title: string,
  tests: (server: () => ContractServer) => void,
  canRun = true,
): void {
  const onServer = (start: () => Promise<ContractServer>) => {
    let server: ContractServer | undefined;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(async () => {
      await server?.stop();
    });
    tests(() => {
      if (!server) {
        throw new Error('the server has not been started');
      }
      return server;
    });
  };
  const describeEmbedded = canRun ? describe : describe.skip;
  describeEmbedded(`${title} (embedded)`, () => {
    onServer(ContractServer.embedded);
  });
  const describeReal = canRun && realServerAddress() ? describe : describe.skip;
  describeReal(`${title} (real)`, () => {
    onServer(async () => ContractServer.real());
  });
}
