import { once } from 'node:events';
import fs from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { CertificateStore } from '@kubedc/embedded-apiserver/tls';
import { WebSocketServer } from 'ws';
import { ContractServer } from './contract';

/** Where APIServices are. */
export const API_SERVICES = '/apis/apiregistration.k8s.io/v1/apiservices';

/** An API server of somebody else, which tells what it was asked. */
export class AggregatedServer {
  /** Whether it says that it serves its group. */
  isServing = true;
  readonly asked: IncomingMessage[] = [];
  private readonly sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: protocols => [...protocols][0] ?? false,
  });

  private constructor(
    readonly group: string,
    /** The service that is in front of it. */
    readonly service: { namespace: string; name: string },
    readonly caData: string,
    private readonly server: https.Server,
    private readonly dir: string,
  ) {}

  static async start(
    group: string,
    namespace: string,
  ): Promise<AggregatedServer> {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'aggregated-'));
    const certificates = new CertificateStore(dir);
    const authority = await certificates.authority('ca', 'aggregated-ca');
    const service = { namespace, name: 'extension' };
    const { cert, key } = await certificates.issue(
      'serving',
      authority,
      'extension',
      'server',
      [{ type: 'dns', value: `${service.name}.${namespace}.svc` }],
    );
    const server = https.createServer({
      cert,
      key,
      requestCert: true,
      rejectUnauthorized: false,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const result = new AggregatedServer(
      group,
      service,
      authority.cert,
      server,
      dir,
    );
    server.on('request', (req, res) => result.answer(req, res));
    server.on('upgrade', (req, socket: Socket, head) =>
      result.sockets.handleUpgrade(req, socket, head, client => {
        client.send(`hello ${req.headers['x-remote-user']}`);
        client.on('message', data => client.send(`echo ${data}`));
      }),
    );
    return result;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Makes its Service and its APIService. */
  async register(contract: ContractServer, spec: object = {}): Promise<string> {
    const { api } = contract;
    const { namespace, name } = this.service;
    await api.post(`/api/v1/namespaces/${namespace}/services`, {
      metadata: { name },
      spec: { type: 'ExternalName', externalName: 'localhost' },
    });
    const at = `${API_SERVICES}/v1.${this.group}`;
    const { code, text } = await api.post(API_SERVICES, {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `v1.${this.group}` },
      spec: {
        group: this.group,
        version: 'v1',
        groupPriorityMinimum: 1000,
        versionPriority: 15,
        service: { namespace, name, port: this.port },
        caBundle: Buffer.from(this.caData).toString('base64'),
        ...spec,
      },
    });
    if (code !== 201) {
      throw new Error(`no APIService: ${text}`);
    }
    contract.atEnd(() => api.delete(at));
    return at;
  }

  async stop(): Promise<void> {
    this.sockets.clients.forEach(client => client.terminate());
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
    fs.rmSync(this.dir, { recursive: true, force: true });
  }

  private answer(req: IncomingMessage, res: ServerResponse): void {
    const at = new URL(req.url ?? '/', 'https://server').pathname;
    res.setHeader('content-type', 'application/json');
    if (at === `/apis/${this.group}/v1`) {
      res.statusCode = this.isServing ? 200 : 503;
      res.end(JSON.stringify(this.resources()));
      return;
    }
    if (!at.startsWith(`/apis/${this.group}/v1/`)) {
      res.statusCode = 404;
      res.end('{}');
      return;
    }
    this.asked.push(req);
    const chunks: Buffer[] = [];
    req.on('data', chunk => chunks.push(chunk));
    req.on('end', () => {
      res.statusCode = at.endsWith('/refused') ? 409 : 200;
      res.setHeader('x-extension', 'yes');
      res.end(
        JSON.stringify({
          method: req.method,
          url: req.url,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
  }

  private resources() {
    return {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: `${this.group}/v1`,
      resources: [
        {
          name: 'machines/start',
          singularName: '',
          namespaced: true,
          kind: 'Machine',
          verbs: ['update'],
        },
      ],
    };
  }
}
