import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  EmbeddedApiServer,
  EmbeddedApiServerOptions,
  startEmbeddedApiServer,
} from '../server';
import { ApiClient, PEOPLE } from './client';

export type { Answer } from './client';
export { PEOPLE } from './client';

/** A server with a client for it. */
export class TestServer extends ApiClient {
  private constructor(
    readonly server: EmbeddedApiServer,
    readonly dir: string,
  ) {
    super(server.url, server.caData);
  }

  static async start(
    options: Partial<EmbeddedApiServerOptions> = {},
  ): Promise<TestServer> {
    const dir =
      options.dataDir ??
      fs.mkdtempSync(path.join(os.tmpdir(), 'embedded-apiserver-'));
    const server = await startEmbeddedApiServer({
      dataDir: dir,
      tokens: PEOPLE,
      ...options,
    });
    return new TestServer(server, dir);
  }

  async stop(): Promise<void> {
    this.close();
    await this.server.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    fs.rmSync(this.dir, { recursive: true, force: true });
  }
}
