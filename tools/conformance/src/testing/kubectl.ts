import { execFile, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { contract, ContractServer } from './contract';
import { steady } from './said';

const run = promisify(execFile);

/** Whether there is a kubectl on this machine. */
export const hasKubectl =
  spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status ===
  0;
if (!hasKubectl) {
  process.stderr.write(
    '\nLEFT OUT: everything that needs kubectl, because there is none on this machine\n',
  );
}

/** What kubectl said, without what differs from run to run. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** kubectl, with a folder of its own, in a namespace of a server. */
export class Kubectl {
  readonly dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kubectl-'));
  private readonly env: NodeJS.ProcessEnv;

  constructor({ api }: ContractServer, readonly namespace: string) {
    const kubeconfig = path.join(this.dir, 'kubeconfig');
    fs.writeFileSync(
      kubeconfig,
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'c',
            cluster: {
              server: api.url,
              'certificate-authority-data': Buffer.from(api.caData).toString(
                'base64',
              ),
            },
          },
        ],
        users: [{ name: 'u', user: { token: 'admin' } }],
        contexts: [
          { name: 'x', context: { cluster: 'c', user: 'u', namespace } },
        ],
        'current-context': 'x',
      }),
    );
    this.env = { ...process.env, KUBECONFIG: kubeconfig, HOME: this.dir };
  }

  /** What kubectl prints. */
  async run(...args: string[]): Promise<string> {
    const { stdout } = await run('kubectl', args, { env: this.env });
    return stdout.trim();
  }

  /** What kubectl says; objects go to it as a file, `-f -`. */
  say(args: string[], ...objects: object[]): Promise<Said> {
    const clean = (text: string) =>
      steady(text.trim()).replaceAll(steady(this.namespace), 'NS');
    return new Promise(resolve => {
      const child = execFile(
        'kubectl',
        args,
        { env: this.env },
        (error, out, err) =>
          resolve({
            code: error ? Number(error.code) : 0,
            out: clean(out),
            err: clean(err),
          }),
      );
      child.stdin?.end(objects.map(o => JSON.stringify(o)).join('\n---\n'));
    });
  }

  /** What kubectl complains about; nothing when it succeeds. */
  async refusal(...args: string[]): Promise<string> {
    const error = await this.run(...args).then(
      () => undefined,
      (reason: { stderr: string }) => reason,
    );
    return error?.stderr.trim() ?? '';
  }

  /** What kubectl prints although it ends with an error, as `diff` does. */
  async output(...args: string[]): Promise<string> {
    return this.run(...args).catch((reason: { stdout: string }) =>
      reason.stdout.trim(),
    );
  }

  /** A file with objects for `-f`. */
  file(name: string, ...objects: object[]): string {
    const target = path.join(this.dir, name);
    fs.writeFileSync(target, objects.map(o => stringify(o)).join('---\n'));
    return target;
  }

  /** Follows what kubectl prints until all texts were in it. */
  follow(args: string[], onText: (all: string) => boolean): Promise<string> {
    const child = spawn('kubectl', args, { env: this.env });
    return new Promise((resolve, reject) => {
      let all = '';
      child.on('error', reject);
      child.on('close', () => resolve(all));
      child.stdout.on('data', data => {
        all += data;
        if (onText(all)) {
          child.kill();
        }
      });
    });
  }

  remove(): void {
    fs.rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Runs the same tests with kubectl on both servers. */
export function withKubectl(
  title: string,
  tests: (server: () => ContractServer, kubectl: () => Kubectl) => void,
): void {
  contract(
    title,
    server => {
      let kubectl: Kubectl | undefined;
      beforeAll(async () => {
        kubectl = new Kubectl(server(), await server().namespace());
      });
      afterAll(() => kubectl?.remove());
      tests(server, () => {
        if (!kubectl) {
          throw new Error('kubectl is not set up');
        }
        return kubectl;
      });
    },
    hasKubectl,
  );
}
