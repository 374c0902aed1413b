import type { Agent, OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ConnectionSettings } from '../installations/types';
import { loadKubeConfig } from './loadKubeConfig';

/** Where to send requests and what lets them in. */
export interface Connection {
  server: URL;
  headers: OutgoingHttpHeaders;
  agents: Agents;
}

/** Connections for requests, and others for streams, which keep theirs for minutes. */
export interface Agents {
  requests: Agent;
  streams: Agent;
}

/** Milliseconds after which files and credentials are read again. */
const MAX_AGE_MS = 60_000;

/** Requests under way at once; further ones wait for a connection. */
const MAX_REQUESTS = 32;

/**
 * Keeps an installation's connection ready: reads kubeconfigs, token files and certificates again each minute or when
 * told that they are refused, and keeps connections alive as long as the certificates stay the same.
 */
export class ConnectionSource {
  readonly #settings: ConnectionSettings;
  #current: Promise<Connection> | undefined;
  #latest: Connection | undefined;
  #loadedAt = 0;
  #execConfig: KubeConfig | undefined;
  #agents: (Agents & { fingerprint: string }) | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** The connection with credentials at most a minute old. */
  get(): Promise<Connection> {
    if (!this.#current || Date.now() - this.#loadedAt > MAX_AGE_MS) {
      this.#loadedAt = Date.now();
      const loading = this.#load();
      this.#current = loading;
      loading.catch(() => {
        if (this.#current === loading) {
          this.#current = undefined;
        }
      });
    }
    return this.#current;
  }

  /** Makes the next `get` read everything again, because the server refused these credentials. */
  invalidate(refused: Connection): void {
    // Of many requests refused together only the first one must cause a new reading.
    if (this.#latest === refused) {
      this.#current = undefined;
      this.#execConfig = undefined;
    }
  }

  close(): void {
    this.#agents?.requests.destroy();
    this.#agents?.streams.destroy();
    this.#agents = undefined;
    this.#current = undefined;
  }

  async #load(): Promise<Connection> {
    const kubeConfig =
      this.#execConfig ?? (await loadKubeConfig(this.#settings));
    // client-node keeps what a credential plugin answered inside the KubeConfig, until it expires.
    this.#execConfig = kubeConfig.getCurrentUser()?.exec
      ? kubeConfig
      : undefined;
    const cluster = kubeConfig.getCurrentCluster()!;
    const server = new URL(cluster.server);
    if (server.protocol !== 'https:') {
      throw new Error(`the server's address must be https, not ${server}`);
    }
    const options: https.RequestOptions = { headers: {} };
    await kubeConfig.applyToHTTPSOptions(options);
    const headers: OutgoingHttpHeaders = {
      ...(options.headers as OutgoingHttpHeaders),
    };
    if (options.auth) {
      headers.Authorization = `Basic ${Buffer.from(options.auth).toString(
        'base64',
      )}`;
    }
    const agents = this.#agentsFor(options, cluster.proxyUrl);
    this.#latest = { server, headers, agents };
    return this.#latest;
  }

  #agentsFor(options: https.RequestOptions, proxyUrl?: string): Agents {
    const tls = {
      ca: options.ca,
      cert: options.cert,
      key: options.key,
      rejectUnauthorized: options.rejectUnauthorized,
      servername: options.servername,
    };
    const fingerprint = JSON.stringify([
      String(tls.ca),
      String(tls.cert),
      String(tls.key),
      tls.rejectUnauthorized,
      tls.servername,
      proxyUrl,
    ]);
    if (this.#agents?.fingerprint !== fingerprint) {
      const proxied = proxyUrl ? (options.agent as Agent) : undefined;
      // Connections of the former agents end with their requests; they must not be destroyed under running watches.
      this.#agents = {
        fingerprint,
        requests:
          proxied ??
          new https.Agent({
            ...tls,
            keepAlive: true,
            maxSockets: MAX_REQUESTS,
          }),
        streams: proxied ?? new https.Agent({ ...tls, keepAlive: true }),
      };
    }
    return this.#agents;
  }
}
