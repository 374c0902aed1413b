import type { Entity } from '@backstage/catalog-model';
import {
  annotationOf,
  eipKind,
  SERVICE_ANNOTATIONS,
  serviceKind,
  toEntityName,
  virtualMachineKind,
  type Service,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import { resourceEntity } from './resource';
import type { ConverterContext, EntityConverter } from './types';

/** Name of the address that every project has. */
const GATEWAY_ADDRESS = 'default-gw';

/** Label with which a service selects a virtual machine. */
const VM_LABEL = 'vm.kubevirt.io/name';

/**
 * A service with an address outside the project is a load balancer; where the configuration asks for services, each is a
 * component too.
 */
export const serviceConverter: EntityConverter<Service> = {
  kind: serviceKind.id,
  convert: (service, context) => [
    ...(service.spec?.type === 'LoadBalancer'
      ? loadBalancer(service, context)
      : []),
    ...(context.wantsComponent(serviceKind.id)
      ? component(service, context)
      : []),
  ],
};

function loadBalancer(service: Service, context: ConverterContext): Entity[] {
  const { namespace } = service.metadata;
  return resourceEntity(serviceKind, service, context, {
    dependsOn: [
      ...refIfThere(eipKind, namespace, addressNameOf(service), context),
      ...refIfThere(
        virtualMachineKind,
        namespace,
        service.spec?.selector?.[VM_LABEL],
        context,
      ),
    ],
  });
}

function component(service: Service, context: ConverterContext): Entity[] {
  return resourceEntity(serviceKind, service, context).map(
    ({ metadata, spec, ...entity }) => ({
      ...entity,
      kind: 'Component',
      metadata: {
        ...metadata,
        name: toEntityName(`service.${service.metadata.name}`),
      },
      spec: { ...spec, type: 'service', lifecycle: 'production' },
    }),
  );
}

function addressNameOf(service: Service): string | undefined {
  return annotationOf(service, SERVICE_ANNOTATIONS.bindOnDefaultGateway) ===
    'true'
    ? GATEWAY_ADDRESS
    : annotationOf(service, SERVICE_ANNOTATIONS.bindOnEip);
}
