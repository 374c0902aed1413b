import type { Agent, OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ConnectionSettings } from '../installations/types';
import { loadKubeConfig, withoutUser } from './loadKubeConfig';

/** Where to send requests and what lets them in. */
export interface Connection {
  server: URL;
  /** The portal's own account. */
  account: { headers: OutgoingHttpHeaders; agents: Agents };
  /** Connections that present nobody: a client certificate would outweigh a person's token. */
  anonymous: Agents;
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
  readonly #agents = new Map<string, Agents & { fingerprint: string }>();

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
    for (const { requests, streams } of this.#agents.values()) {
      requests.destroy();
      streams.destroy();
    }
    this.#agents.clear();
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
    const anonymous: https.RequestOptions = { headers: {} };
    await (await withoutUser(kubeConfig)).applyToHTTPSOptions(anonymous);
    const { proxyUrl } = cluster;
    this.#latest = {
      server,
      account: {
        headers,
        agents: this.#agentsFor('account', options, proxyUrl),
      },
      anonymous: this.#agentsFor('anonymous', anonymous, proxyUrl),
    };
    return this.#latest;
  }

  #agentsFor(
    use: string,
    options: https.RequestOptions,
    proxyUrl: string | undefined,
  ): Agents {
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
    let agents = this.#agents.get(use);
    if (agents?.fingerprint !== fingerprint) {
      const proxied = proxyUrl ? (options.agent as Agent) : undefined;
      // Connections of the former agents end with their requests; they must not be destroyed under running watches.
      agents = {
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
      this.#agents.set(use, agents);
    }
    return agents;
  }
}
