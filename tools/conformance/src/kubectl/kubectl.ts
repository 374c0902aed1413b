import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ContractServer } from '../testing/contract';
import { steady } from '../testing/said';

/** Whether there is a kubectl; said aloud when there is none. */
export function hasKubectl(): boolean {
  const { status } = spawnSync('kubectl', ['version', '--client'], {
    stdio: 'ignore',
  });
  if (status !== 0) {
    process.stderr.write(
      '\nLEFT OUT: everything that needs kubectl, because there is none\n',
    );
  }
  return status === 0;
}

/** What kubectl said, without what differs from run to run. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** A kubectl that talks to one server. */
export class Kubectl {
  private readonly dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kubectl-'));

  constructor(server: ContractServer, private readonly namespace: string) {
    const { url, caData } = server.api;
    const ca = path.join(this.dir, 'ca.crt');
    fs.writeFileSync(ca, caData);
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        { name: 'c', cluster: { server: url, 'certificate-authority': ca } },
      ],
      users: [{ name: 'admin', user: { token: 'admin' } }],
      contexts: [
        { name: 'x', context: { cluster: 'c', user: 'admin', namespace } },
      ],
      'current-context': 'x',
    };
    fs.writeFileSync(path.join(this.dir, 'config'), JSON.stringify(config));
  }

  /** Runs kubectl; objects go to it as a file, `-f -`. */
  run(args: string[], ...objects: object[]): Promise<Said> {
    return new Promise(resolve => {
      const child = execFile(
        'kubectl',
        args,
        {
          env: {
            PATH: process.env.PATH,
            HOME: this.dir,
            KUBECONFIG: path.join(this.dir, 'config'),
          },
        },
        (error, out, err) =>
          resolve({
            code: error ? Number(error.code) : 0,
            out: this.clean(out),
            err: this.clean(err),
          }),
      );
      const documents = objects.map(object => JSON.stringify(object));
      child.stdin?.end(documents.join('\n---\n'));
    });
  }

  remove(): void {
    fs.rmSync(this.dir, { recursive: true });
  }

  private clean(text: string): string {
    return steady(text.trim()).replaceAll(steady(this.namespace), 'NS');
  }
}
