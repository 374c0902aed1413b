import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  apiVersionOf,
  kindRegistry,
  resourceKeyOf,
  type KubernetesObject,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  HttpsTransport,
  KubernetesClient,
} from '@kubedc/backstage-plugin-kubedc-node';
import { freePorts } from '@kubedc/real-apiserver/programs';
import {
  defaultApiServer,
  startApiServer,
  type SandboxApiServer,
} from '@kubedc/sandbox';

const DEFINITIONS: ResourceType = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  resource: 'customresourcedefinitions',
  namespaced: false,
};

/** How long a new kind may take until it is served, in milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * A Kubernetes API that knows the platform's kinds and has no controllers of theirs: tests play them. It is the one that
 * the environment variable `SANDBOX_APISERVER` names.
 */
export class TestPlatform {
  readonly #directory: string;
  #server: SandboxApiServer;
  #transport: HttpsTransport;

  static async start(): Promise<TestPlatform> {
    const directory = await mkdtemp(join(tmpdir(), 'kubedc-catalog-'));
    // It comes back there after a pause, in which no outgoing connection may take the port.
    const [port] = await freePorts(1);
    const server = await startServer(directory, port);
    const platform = new TestPlatform(directory, server);
    const types = kindRegistry
      .watchedTypes()
      .filter(
        type => type.group.includes('.') && !type.group.endsWith('.k8s.io'),
      );
    await Promise.all(types.map(type => platform.define(type)));
    return platform;
  }

  private constructor(directory: string, server: SandboxApiServer) {
    this.#directory = directory;
    this.#server = server;
    this.#transport = this.#connect();
  }

  /** Block of `kubedc.installations` for this platform. */
  get config() {
    return {
      url: this.#server.url,
      token: 'portal',
      caFile: this.#server.caFile,
    };
  }

  get client(): KubernetesClient {
    return new KubernetesClient(this.#transport);
  }

  /** Creates an object of a watched type. */
  async create<T extends KubernetesObject>(
    type: ResourceType,
    object: Omit<T, 'apiVersion' | 'kind'>,
  ): Promise<T> {
    return this.client.create(type, {
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      ...object,
    } as T);
  }

  /** Makes a kind known, and waits until it is served. */
  async define(type: ResourceType): Promise<void> {
    await this.client.create(DEFINITIONS, definitionOf(type));
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await this.client.list(type);
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw error;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
    }
  }

  /** Takes a kind away, with all its objects. */
  async forget(type: ResourceType): Promise<void> {
    await this.client.delete(DEFINITIONS, undefined, resourceKeyOf(type));
  }

  /** Ends the API server but keeps its objects and port. */
  async pause(): Promise<void> {
    await this.#server.stop();
  }

  /** Brings the API server back. */
  async resume(): Promise<void> {
    const port = Number(new URL(this.#server.url).port);
    this.#server = await startServer(this.#directory, port);
  }

  async stop(): Promise<void> {
    this.#transport.close();
    await this.#server.stop();
    await rm(this.#directory, { recursive: true });
  }

  #connect(): HttpsTransport {
    return HttpsTransport.fromSettings({ type: 'url', ...this.config });
  }
}

function startServer(dataDir: string, port: number) {
  return startApiServer(defaultApiServer(), {
    dataDir,
    port,
    keep: true,
    tokens: [{ token: 'portal', user: 'portal', groups: ['system:masters'] }],
  });
}

function definitionOf(type: ResourceType) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: resourceKeyOf(type) },
    spec: {
      group: type.group,
      scope: type.namespaced ? 'Namespaced' : 'Cluster',
      names: {
        kind: type.kind,
        plural: type.resource,
        singular: type.kind.toLocaleLowerCase('en-US'),
      },
      versions: [
        {
          name: type.version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}
