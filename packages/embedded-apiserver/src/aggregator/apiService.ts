import { Store } from '../storage/store';
import { KubeObject } from '../types';
import { readList, readNumber, readString } from '../util/read';

export const API_SERVICES = 'apiregistration.k8s.io/apiservices';

/** An APIService that another server answers for. */
export interface ApiService extends KubeObject {
  spec: {
    group: string;
    version: string;
    service?: { namespace: string; name: string; port?: number };
    caBundle?: string;
    insecureSkipTLSVerify?: boolean;
  };
}

/** Where the server behind an APIService is. */
export interface Endpoint {
  host: string;
  port: number;
}

/** Why a service cannot be reached; the reason of a condition. */
export class UnavailableError extends Error {
  constructor(readonly reason: string, message: string) {
    super(message);
  }
}

function fromEndpointSlices(
  store: Store,
  namespace: string,
  name: string,
  portName: string,
): Endpoint | undefined {
  for (const { object } of store
    .collection('discovery.k8s.io/endpointslices')
    .list(`${namespace}/`)) {
    const isOurs =
      object.metadata.labels?.['kubernetes.io/service-name'] === name;
    const ports = readList(object, 'ports');
    const port =
      ports.find(p => (p.name ?? '') === portName) ??
      (ports.length === 1 ? ports[0] : undefined);
    const ready = readList(object, 'endpoints').find(
      endpoint =>
        (endpoint.conditions as { ready?: boolean } | undefined)?.ready !==
        false,
    );
    const [host] = (ready?.addresses as string[] | undefined) ?? [];
    if (isOurs && port && host) {
      return { host, port: readNumber(port, 'port') };
    }
  }
  return undefined;
}

function fromEndpoints(
  store: Store,
  namespace: string,
  name: string,
  portName: string,
): Endpoint | undefined {
  const object = store
    .collection('/endpoints')
    .get(`${namespace}/${name}`)?.object;
  for (const subset of readList(object, 'subsets')) {
    const ports = readList(subset, 'ports');
    const port =
      ports.find(p => (p.name ?? '') === portName) ??
      (ports.length === 1 ? ports[0] : undefined);
    const host = readString(readList(subset, 'addresses')[0], 'ip');
    if (port && host) {
      return { host, port: readNumber(port, 'port') };
    }
  }
  return undefined;
}

function hasEndpoints(store: Store, namespace: string, name: string): boolean {
  return (
    store.collection('/endpoints').get(`${namespace}/${name}`) !== undefined ||
    store
      .collection('discovery.k8s.io/endpointslices')
      .list(`${namespace}/`)
      .some(
        ({ object }) =>
          object.metadata.labels?.['kubernetes.io/service-name'] === name,
      )
  );
}

/**
 * Finds the server behind an APIService.
 *
 * @throws {@link UnavailableError}
 */
export function resolveEndpoint(store: Store, { spec }: ApiService): Endpoint {
  const {
    namespace,
    name,
    port: wanted = 443,
  } = spec.service ?? {
    namespace: '',
    name: '',
  };
  const service = store
    .collection('/services')
    .get(`${namespace}/${name}`)?.object;
  if (!service) {
    throw new UnavailableError(
      'ServiceNotFound',
      `service/${name} in ${JSON.stringify(namespace)} is not present`,
    );
  }
  if (readString(service, 'spec', 'type') === 'ExternalName') {
    return { host: readString(service, 'spec', 'externalName'), port: wanted };
  }
  const port = readList(service, 'spec', 'ports').find(p => p.port === wanted);
  if (!port) {
    throw new UnavailableError(
      'ServicePortError',
      `service/${name} in ${JSON.stringify(
        namespace,
      )} is not listening on port ${wanted}`,
    );
  }
  const portName = readString(port, 'name');
  const endpoint =
    fromEndpointSlices(store, namespace, name, portName) ??
    fromEndpoints(store, namespace, name, portName);
  if (!endpoint) {
    throw hasEndpoints(store, namespace, name)
      ? new UnavailableError(
          'MissingEndpoints',
          `endpointslices for service/${name} in ${JSON.stringify(
            namespace,
          )} have no addresses with port name ${JSON.stringify(portName)}`,
        )
      : new UnavailableError(
          'EndpointsNotFound',
          `cannot find endpointslices for service/${name} in ${JSON.stringify(
            namespace,
          )}`,
        );
  }
  return endpoint;
}
