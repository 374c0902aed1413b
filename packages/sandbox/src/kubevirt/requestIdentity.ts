import { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { KubeClient } from '../runtime/client';
import { configMaps } from '../runtime/resources';

/** How the API server proves that a request comes through it. */
export type ProxyTrust = {
  /** PEM of the authority of its client certificate. */
  clientCa?: string;
  /** Names that the client certificate may have; empty allows all. */
  allowedNames: string[];
};

/** Who a proxied request acts for. */
export type RequestIdentity = {
  user: string;
  groups: string[];
  extra: Record<string, string[]>;
};

/** Reads how the API server identifies itself towards aggregated servers. */
export async function readProxyTrust(client: KubeClient): Promise<ProxyTrust> {
  const config = await client.get(configMaps, {
    namespace: 'kube-system',
    name: 'extension-apiserver-authentication',
  });
  const names: unknown = JSON.parse(
    config?.data?.['requestheader-allowed-names'] || '[]',
  );
  return {
    clientCa: config?.data?.['requestheader-client-ca-file'],
    allowedNames: Array.isArray(names) ? names.map(String) : [],
  };
}

/**
 * The identity in the headers of a proxied request. They count only when the
 * API server has identified itself; where it has no client certificate to do
 * so, only this machine can reach the server.
 */
export function identityOf(
  request: IncomingMessage,
  trust: ProxyTrust,
): RequestIdentity | undefined {
  const socket = request.socket as TLSSocket;
  if (trust.clientCa !== undefined) {
    const { CN: name } = socket.getPeerCertificate().subject ?? {};
    const isAllowed =
      socket.authorized &&
      (!trust.allowedNames.length || trust.allowedNames.includes(String(name)));
    if (!isAllowed) {
      return undefined;
    }
  }
  const user = request.headers['x-remote-user'];
  if (typeof user !== 'string' || !user) {
    return undefined;
  }
  const extra: Record<string, string[]> = {};
  const groups: string[] = [];
  // The raw list keeps repeated headers apart.
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index].toLowerCase();
    const value = request.rawHeaders[index + 1];
    if (name === 'x-remote-group') {
      groups.push(value);
    } else if (name.startsWith('x-remote-extra-')) {
      const key = decodeURIComponent(name.slice('x-remote-extra-'.length));
      (extra[key] ??= []).push(value);
    }
  }
  return { user, groups, extra };
}
