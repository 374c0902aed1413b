import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** Where a Kubernetes API is and how to be let in. */
export type Connection = {
  /** Such as `https://localhost:6443`. */
  server: string;
  /** PEM of the certificate authority. */
  ca?: string;
  token?: string;
  /** PEM of a client certificate and its key. */
  cert?: string;
  key?: string;
};

type KubeconfigFile = {
  'current-context'?: string;
  contexts?: { name: string; context: { cluster: string; user: string } }[];
  clusters?: {
    name: string;
    cluster: {
      server: string;
      'certificate-authority'?: string;
      'certificate-authority-data'?: string;
    };
  }[];
  users?: {
    name: string;
    user: {
      token?: string;
      'client-certificate'?: string;
      'client-certificate-data'?: string;
      'client-key'?: string;
      'client-key-data'?: string;
    };
  }[];
};

/**
 * Reads the current context of a kubeconfig.
 *
 * @param text - the YAML
 * @param folder - where the files that it names are
 * @throws Error if it has no current context or that is incomplete
 */
export function parseConnection(text: string, folder = '.'): Connection {
  const config: KubeconfigFile = parse(text);
  const context = config.contexts?.find(
    entry => entry.name === config['current-context'],
  )?.context;
  const cluster = config.clusters?.find(
    entry => entry.name === context?.cluster,
  )?.cluster;
  if (!context || !cluster) {
    throw new Error('the kubeconfig has no usable current context');
  }
  const user = config.users?.find(entry => entry.name === context.user)?.user;
  const pem = (data?: string, path?: string) => {
    if (data) {
      return Buffer.from(data, 'base64').toString('utf8');
    }
    return path ? readFileSync(resolve(folder, path), 'utf8') : undefined;
  };
  return {
    server: cluster.server,
    ca: pem(
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
    ),
    token: user?.token,
    cert: pem(user?.['client-certificate-data'], user?.['client-certificate']),
    key: pem(user?.['client-key-data'], user?.['client-key']),
  };
}
