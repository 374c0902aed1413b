import {
  serviceKind,
  type Service,
} from '@kubedc/backstage-plugin-kubedc-common';
import { refIfThere } from './relations';
import type { ConverterContext } from './types';

/** What the platform puts after a service's name when it makes a backend for the gateway. */
const BACKEND_SUFFIX = '-backend';

/** Entities of the load balancers among the backends of a route. */
export function loadBalancerRefs(
  namespace: string | undefined,
  backends: readonly string[],
  context: ConverterContext,
): string[] {
  return backends
    .flatMap(name =>
      name.endsWith(BACKEND_SUFFIX)
        ? [name, name.slice(0, -BACKEND_SUFFIX.length)]
        : [name],
    )
    .filter(
      name =>
        context.related.get<Service>(serviceKind.type, namespace, name)?.spec
          ?.type === 'LoadBalancer',
    )
    .flatMap(name => refIfThere(serviceKind, namespace, name, context));
}
