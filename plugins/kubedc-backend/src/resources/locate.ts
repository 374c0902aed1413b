import type {
  KindDefinition,
  KubedcResource,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror } from '@kubedc/backstage-plugin-kubedc-node';
import { tenancyOf } from './summarize';

/**
 * A resource as the permission policy knows it, by its kind, namespace and name alone: it need not exist. What is in no
 * tenant's namespace belongs to no organization, so that no condition on tenants lets it pass.
 */
export function locate(
  kind: KindDefinition,
  place: { namespace?: string; name: string },
  mirror: Mirror,
): KubedcResource {
  return {
    installation: mirror.installation,
    kind: kind.id,
    organization: '',
    ...tenancyOf(kind, place, mirror),
  };
}
