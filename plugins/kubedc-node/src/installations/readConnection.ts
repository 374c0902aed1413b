import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { keyOf, readOptionalUrl } from './configReaders';
import type { ConnectionSettings } from './types';

const URL_ONLY = ['token', 'tokenFile', 'caFile', 'caData'] as const;

/** Reads how an installation's Kubernetes API is reached. */
export function readConnection(
  config: Config,
  name: string,
): ConnectionSettings {
  const kubeconfig = config.getOptionalString('kubeconfig');
  const context = config.getOptionalString('context');
  // Only https: the portal's token and everybody's impersonation travel on this connection.
  const url = readOptionalUrl(config, 'url', name, ['https:']);

  if (kubeconfig !== undefined && url !== undefined) {
    throw new InputError(
      `${keyOf(name, 'kubeconfig')} and ${keyOf(
        name,
        'url',
      )} exclude each other`,
    );
  }
  if (url !== undefined) {
    return readUrlConnection(config, name, url, context);
  }
  if (kubeconfig === undefined) {
    throw new InputError(
      `${keyOf(name, 'kubeconfig')} or ${keyOf(name, 'url')} is required`,
    );
  }
  const stray = URL_ONLY.find(key => config.has(key));
  if (stray) {
    throw new InputError(
      `${keyOf(name, stray)} belongs to a connection by ${keyOf(name, 'url')}`,
    );
  }
  if (kubeconfig !== 'in-cluster') {
    return { type: 'kubeconfig', path: kubeconfig, context };
  }
  if (context !== undefined) {
    throw new InputError(`${keyOf(name, 'context')} needs a kubeconfig file`);
  }
  return { type: 'in-cluster' };
}

function readUrlConnection(
  config: Config,
  name: string,
  url: string,
  context: string | undefined,
): ConnectionSettings {
  if (context !== undefined) {
    throw new InputError(`${keyOf(name, 'context')} needs a kubeconfig file`);
  }
  const token = config.getOptionalString('token');
  const tokenFile = config.getOptionalString('tokenFile');
  const caFile = config.getOptionalString('caFile');
  const caData = config.getOptionalString('caData');
  if ((token === undefined) === (tokenFile === undefined)) {
    throw new InputError(
      `exactly one of ${keyOf(name, 'token')} and ${keyOf(
        name,
        'tokenFile',
      )} is required with ${keyOf(name, 'url')}`,
    );
  }
  if (caFile !== undefined && caData !== undefined) {
    throw new InputError(
      `${keyOf(name, 'caFile')} and ${keyOf(
        name,
        'caData',
      )} exclude each other`,
    );
  }
  return { type: 'url', url, token, tokenFile, caFile, caData };
}
