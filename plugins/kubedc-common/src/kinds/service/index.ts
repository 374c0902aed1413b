import { deletingHealth, readinessHealth } from '../../health';
import { annotationOf, listOf, textOf } from '../../kubernetes';
import { SERVICE_ANNOTATIONS } from './type';
import type { KindDefinition } from '../types';
import { serviceType, type Service } from './type';

export * from './type';

function addressesOf({ status }: Service): string[] {
  return listOf(status?.loadBalancer?.ingress).flatMap(
    ({ ip, hostname }) => textOf(ip) ?? textOf(hostname) ?? [],
  );
}

/**
 * Load balancers: services with an address outside the project.
 *
 * @public
 */
export const serviceKind: KindDefinition<Service> = {
  id: 'service',
  type: serviceType,
  scope: 'project',
  title: { singular: 'Load balancer', plural: 'Load balancers' },
  path: 'load-balancers',
  entity: { kind: 'Resource', type: 'load-balancer', prefix: 'lb' },
  listed: false,
  facts: [
    {
      id: 'address',
      title: 'Address',
      type: 'address',
      group: 'reach',
      column: true,
    },
    { id: 'ports', title: 'Ports', type: 'text', group: 'reach', column: true },
    {
      id: 'host',
      title: 'Host name',
      type: 'address',
      group: 'reach',
      column: true,
    },
    { id: 'type', title: 'Type', type: 'text', group: 'what' },
  ],
  supporting: [],
  health: service =>
    service.spec?.type === 'LoadBalancer'
      ? readinessHealth(service, {
          ready: addressesOf(service).length > 0,
          ok: 'It has an address',
          waiting: 'Waiting for an address; its events tell why it takes long',
        })
      : deletingHealth(service) ?? {
          state: 'ok',
          label: 'Ready',
          reason: 'It has an address within the project',
        },
  summarize: service => ({
    address: addressesOf(service)[0] ?? null,
    ports:
      listOf(service.spec?.ports)
        .map(({ port, protocol }) => `${port}/${protocol ?? 'TCP'}`)
        .join(', ') || null,
    host: annotationOf(service, SERVICE_ANNOTATIONS.routeHostname) ?? null,
    type: textOf(service.spec?.type) ?? null,
  }),
  keywords: service => ({
    addresses: addressesOf(service),
    hosts: [
      annotationOf(service, SERVICE_ANNOTATIONS.routeHostname) ?? '',
    ].filter(Boolean),
  }),
  operations: [],
};
