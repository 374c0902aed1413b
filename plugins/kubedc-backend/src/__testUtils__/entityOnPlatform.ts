import {
  parseEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  KUBEDC_ANNOTATIONS,
  kindRegistry,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubernetesClient } from '@kubedc/backstage-plugin-kubedc-node';

/** What a catalog would have that knows all of the platform this very moment. */
export async function entityOnPlatform(
  ref: string | CompoundEntityRef,
  client: KubernetesClient,
): Promise<Entity | undefined> {
  const { kind, namespace, name } = parseEntityRef(
    typeof ref === 'string' ? ref : stringifyEntityRef(ref),
  );
  const [prefix, ...rest] = name.split('.');
  const definition = kindRegistry
    .all()
    .find(({ entity }) =>
      kind === 'resource'
        ? entity.prefix === prefix
        : entity.kind.toLocaleLowerCase('en-US') === kind,
    );
  const object =
    definition &&
    (await client.find(
      definition.type,
      namespace.replace(/^shared-/, ''),
      definition.entity.prefix ? rest.join('.') : name,
    ));
  return (
    object && {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        namespace,
        name,
        annotations: { [KUBEDC_ANNOTATIONS.uid]: object.metadata.uid ?? '' },
      },
    }
  );
}
