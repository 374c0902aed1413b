import { notImplemented, StatusError } from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { KubeObject } from '../types';
import { RequestContext } from './requestContext';

/** The kinds in which the options of a connection are sent. */
const KINDS: Record<string, string> = {
  exec: 'ExecOptions',
  attach: 'AttachOptions',
  portforward: 'PortForwardOptions',
  proxy: 'ProxyOptions',
};

const FLAGS = ['stdin', 'stdout', 'stderr', 'tty'];

/** Whether a subresource is a connection to something that runs. */
export function isConnection(subresource: string): boolean {
  return Object.hasOwn(KINDS, subresource);
}

/**
 * Answers a request to connect: it may be refused by a policy, and cannot be
 * granted, as nothing runs here.
 *
 * @throws {@link StatusError} always
 */
export function handleConnect(
  registry: Registry,
  resource: Resource,
  { info, query, user, warnings }: RequestContext,
): StatusError {
  const { namespace, name, subresource } = info;
  const kind = `${resource.kind}${KINDS[subresource]}`;
  const options = {
    apiVersion: 'v1',
    kind,
    ...Object.fromEntries(
      FLAGS.filter(flag => query.has(flag)).map(flag => [
        flag,
        ['1', 'true', ''].includes(query.get(flag) ?? ''),
      ]),
    ),
    ...(query.get('container') && { container: query.get('container') }),
    ...(query.has('command') && { command: query.getAll('command') }),
  };
  registry.admission.validate({
    operation: 'CONNECT',
    resource,
    subresource,
    namespace,
    name,
    object: options as Partial<KubeObject> as KubeObject,
    requestKind: { group: '', version: 'v1', kind },
    user,
    dryRun: false,
    warnings,
  });
  registry.entry(resource, namespace, name);
  return notImplemented(`${resource.resource}/${subresource}`);
}
