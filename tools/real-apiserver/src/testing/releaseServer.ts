import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { stringify } from 'yaml';
import { DownloadSource } from '../binaries/download';
import { KUBERNETES_VERSION, Platform } from '../binaries/version';

const MANAGER = 'kube-controller-manager';

const sha512 = (data: Buffer | string) =>
  createHash('sha512').update(data).digest('hex');

function archive(): Buffer {
  const dir = mkdtempSync(join(tmpdir(), 'release-'));
  const bin = join(dir, 'controller-tools', 'envtest');
  mkdirSync(bin, { recursive: true });
  for (const name of ['etcd', 'kube-apiserver', 'kubectl']) {
    writeFileSync(join(bin, name), name, { mode: 0o755 });
  }
  const file = join(dir, 'archive.tar.gz');
  create({ file, cwd: dir, gzip: true, sync: true }, ['controller-tools']);
  const content = readFileSync(file);
  rmSync(dir, { recursive: true });
  return content;
}

/** Serves releases as the places do that they are downloaded from. */
export class ReleaseServer {
  /** What was asked for. */
  readonly requests: string[] = [];
  /** Whether everything is answered with 404. */
  gone = false;
  private readonly files = new Map<string, Buffer | string>();

  private constructor(
    private readonly server: Server,
    private readonly platform: Platform,
  ) {
    server.on('request', (req, res) => {
      const url = req.url ?? '';
      this.requests.push(url);
      const file = this.gone ? undefined : this.files.get(url);
      res.writeHead(file === undefined ? 404 : 200).end(file);
    });
  }

  static async start(platform: Platform): Promise<ReleaseServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const releases = new ReleaseServer(server, platform);
    releases.offer([KUBERNETES_VERSION]);
    return releases;
  }

  get source(): DownloadSource {
    const { port } = this.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return { index: `${url}/index.yaml`, kubernetes: `${url}/kubernetes` };
  }

  /** Has just these versions. */
  offer(versions: string[]): void {
    this.files.clear();
    const { os, arch } = this.platform;
    const content = archive();
    const releases: Record<string, object> = {};
    for (const version of versions) {
      const name = `envtest-v${version}-${os}-${arch}.tar.gz`;
      releases[`v${version}`] = {
        [name]: {
          hash: sha512(content),
          selfLink: this.source.index.replace('index.yaml', name),
        },
      };
      this.files.set(`/${name}`, content);
      const manager = `/kubernetes/v${version}/bin/${os}/${arch}/${MANAGER}`;
      this.files.set(manager, MANAGER);
      this.files.set(`${manager}.sha512`, sha512(MANAGER));
    }
    this.files.set('/index.yaml', stringify({ releases }));
  }

  /** Changes a file, but not its checksum. */
  tamper(what: 'archive' | 'manager'): void {
    const ending = what === 'archive' ? '.tar.gz' : MANAGER;
    for (const name of this.files.keys()) {
      if (name.endsWith(ending)) {
        this.files.set(name, 'something else');
      }
    }
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
