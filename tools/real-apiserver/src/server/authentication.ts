import { createHash } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { AdminClient } from './adminClient';

const METRIC = 'apiserver_authentication_config_controller';
const POLL_MS = 50;
/** The server itself gives the issuers a minute to answer. */
const PATIENCE_MS = 180_000;

const NOBODY = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'AuthenticationConfiguration',
  jwt: [],
};

/** The file that says whose tokens the server trusts. */
export class AuthenticationFile {
  private text = '';
  private hasEnded = false;

  constructor(private readonly file: string) {}

  /** Writes it in one step, as the server reads it whenever it changes. */
  async write(configuration: object = NOBODY): Promise<void> {
    this.text = stringify(configuration);
    await writeFile(`${this.file}.new`, this.text, { mode: 0o600 });
    await rename(`${this.file}.new`, this.file);
  }

  /** Ends waiting for a server that is going to be stopped. */
  end(): void {
    this.hasEnded = true;
  }

  /**
   * Replaces it and waits until the server goes by it, as its metrics tell.
   *
   * @throws Error when the server refuses the configuration or cannot reach an
   * issuer
   */
  async replace(configuration: object, client: AdminClient): Promise<void> {
    const failures = async () =>
      new RegExp(
        `^${METRIC}_automatic_reloads_total\\{[^}]*status="failure"[^}]*\\} (\\S+)`,
        'm',
      ).exec((await client.get('/metrics')) ?? '')?.[1];
    const before = await failures();
    await this.write(configuration);
    const hash = createHash('sha256').update(this.text).digest('hex');
    const inUse = new RegExp(
      `^${METRIC}_last_config_info\\{[^}]*hash="sha256:${hash}"`,
      'm',
    );
    const deadline = Date.now() + PATIENCE_MS;
    while (!inUse.test((await client.get('/metrics')) ?? '')) {
      if ((await failures()) !== before) {
        throw new Error(
          'kube-apiserver refuses the AuthenticationConfiguration; its log says why',
        );
      }
      if (this.hasEnded) {
        throw new Error('kube-apiserver was stopped');
      }
      if (Date.now() > deadline) {
        throw new Error('kube-apiserver does not take the configuration over');
      }
      await new Promise(resolve => {
        setTimeout(resolve, POLL_MS);
      });
    }
  }
}
