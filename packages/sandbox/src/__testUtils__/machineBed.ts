import https from 'node:https';
import { WebSocket } from 'ws';
import { virtualMachineInstances, virtualMachines } from '../kinds';
import { parseConnection } from '../runtime/connection';
import { conditionOf } from '../runtime/objects';
import { virtualMachineObjects } from '../seed/virtualMachine';
import { SeedVirtualMachine } from '../seed/types';
import { TestSandbox, createAcme, startTestSandbox } from './testSandbox';

/** Where the machines of tests are. */
export const namespace = 'acme-prod';

const GROUP = '/apis/subresources.kubevirt.io/v1';

/** What a request is answered; `text` where it is no JSON. */
export type Answer = {
  code: number;
  body: Record<string, unknown>;
  text: string;
  bytes: Buffer;
};

/** A sandbox with machines in it, and how to ask for their subresources. */
export type MachineBed = TestSandbox & {
  /** Makes a machine; the changes go over its spec's template. */
  machine(
    seed: Partial<SeedVirtualMachine> & { name: string },
    change?: { annotations?: object; template?: object; shared?: boolean },
  ): Promise<void>;
  isState(name: string, state: string): Promise<unknown>;
  hasAgent(name: string): Promise<unknown>;
  /** A path is relative to the machines' namespace unless it begins with `/`. */
  request(
    method: string,
    path: string,
    body?: string,
    person?: string,
  ): Promise<Answer>;
  put(path: string, body?: object | string, person?: string): Promise<Answer>;
  get(path: string, person?: string): Promise<Answer>;
  /** A WebSocket through the API server. */
  connect(path: string, person?: string): WebSocket;
};

/** Sends a request and reads all of the answer. */
export function send(
  url: URL,
  { body, ...options }: https.RequestOptions & { body?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    https
      .request(url, { ...options, agent: false }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          resolve({
            code: response.statusCode ?? 0,
            body: text.startsWith('{') ? JSON.parse(text) : {},
            text,
            bytes,
          });
        });
      })
      .on('error', reject)
      .end(body);
  });
}

/** Starts a sandbox with a tenant for machines. */
export async function startMachineBed(): Promise<MachineBed> {
  const bed = await startTestSandbox();
  await createAcme(bed);
  const pathOf = (path: string) =>
    path.startsWith('/') ? path : `${GROUP}/namespaces/${namespace}/${path}`;
  const request = (
    method: string,
    path: string,
    body?: string,
    person = 'alice',
  ) => {
    const { server, ca, token } = parseConnection(
      bed.sandbox.kubeconfig(person),
    );
    return send(new URL(pathOf(path), server), {
      method,
      ca,
      body,
      headers: { authorization: `Bearer ${token}` },
    });
  };
  return {
    ...bed,
    async machine(seed, { annotations, template, shared } = {}) {
      const objects = virtualMachineObjects(namespace, 'acme', {
        image: 'cirros',
        cores: 1,
        memory: '512Mi',
        disk: '1Gi',
        ...seed,
      });
      for (const [resource, draft] of objects) {
        const copy = structuredClone(draft) as never as {
          metadata: { annotations?: object };
          spec: {
            pvc?: { accessModes: string[] };
            template?: { spec: object };
          };
        };
        if (copy.spec.template) {
          Object.assign(copy.spec.template.spec, template);
          copy.metadata.annotations = {
            ...copy.metadata.annotations,
            ...annotations,
          };
        }
        if (shared && copy.spec.pvc) {
          copy.spec.pvc.accessModes = ['ReadWriteMany'];
        }
        await bed.client.create(resource, copy as never);
      }
    },
    isState: (name, state) =>
      bed.until(
        virtualMachines,
        { namespace, name },
        ({ status }) => status?.printableStatus === state,
      ),
    hasAgent: name =>
      bed.until(
        virtualMachineInstances,
        { namespace, name },
        ({ status }) =>
          conditionOf(status?.conditions, 'AgentConnected')?.status === 'True',
      ),
    request,
    put: (path, body, person) =>
      request(
        'PUT',
        path,
        typeof body === 'object' ? JSON.stringify(body) : body,
        person,
      ),
    get: (path, person) => request('GET', path, undefined, person),
    connect(path, person = 'alice') {
      const { server, ca, token } = parseConnection(
        bed.sandbox.kubeconfig(person),
      );
      const url = new URL(pathOf(path), server);
      url.protocol = 'wss:';
      return new WebSocket(url, ['plain.kubevirt.io'], {
        ca,
        headers: { authorization: `Bearer ${token}` },
      });
    },
  };
}
