import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';
import type { ConnectionSettings } from '../installations/types';

/** How a kubeconfig's user names a file with its token; client-node does not read this key. */
interface KubeconfigUsers {
  users?: Array<{ name?: string; user?: { tokenFile?: string } }>;
}

/**
 * Makes a KubeConfig of an installation's settings.
 *
 * @throws the file system's error for a missing file, an Error for a context that is not there.
 */
export async function loadKubeConfig(
  settings: ConnectionSettings,
): Promise<KubeConfig> {
  // client-node is published as an ES module only.
  const { KubeConfig: Class } = await import('@kubernetes/client-node');
  const config = new Class();
  if (settings.type === 'in-cluster') {
    config.loadFromCluster();
  } else if (settings.type === 'url') {
    config.loadFromClusterAndUser(
      {
        name: 'kube-dc',
        server: settings.url,
        caFile: settings.caFile,
        caData: settings.caData,
        skipTLSVerify: false,
      },
      {
        name: 'portal',
        token: settings.token,
        ...tokenFileUser(settings.tokenFile),
      },
    );
  } else {
    await loadFile(config, settings.path, settings.context);
  }
  if (!config.getCurrentCluster()) {
    throw new Error('the kubeconfig has no usable context');
  }
  return config;
}

/** The same server, its certificate checked alike, and nobody who knocks. */
export async function withoutUser(config: KubeConfig): Promise<KubeConfig> {
  const { KubeConfig: Class } = await import('@kubernetes/client-node');
  const copy = new Class();
  copy.loadFromClusterAndUser(config.getCurrentCluster()!, { name: 'nobody' });
  return copy;
}

async function loadFile(
  config: KubeConfig,
  path: string,
  context: string | undefined,
): Promise<void> {
  const text = await readFile(path, 'utf8');
  const root = dirname(resolve(path));
  config.loadFromString(text);
  config.makePathsAbsolute(root);
  if (context !== undefined) {
    if (!config.getContextObject(context)) {
      throw new Error(`the kubeconfig has no context '${context}'`);
    }
    config.setCurrentContext(context);
  }
  const name = config.getCurrentUser()?.name;
  const tokenFile = (parse(text) as KubeconfigUsers).users?.find(
    entry => entry.name === name,
  )?.user?.tokenFile;
  if (tokenFile !== undefined) {
    config.users = config.users.map(user =>
      user.name === name
        ? { ...user, ...tokenFileUser(resolve(root, tokenFile)) }
        : user,
    );
  }
}

function tokenFileUser(tokenFile: string | undefined) {
  return tokenFile === undefined
    ? {}
    : { authProvider: { name: 'tokenFile', config: { tokenFile } } };
}
