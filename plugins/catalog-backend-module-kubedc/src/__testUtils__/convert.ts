import {
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import {
  apiVersionOf,
  kindRegistry,
  type KubernetesObject,
  type RelatedObjects,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '@kubedc/backstage-plugin-kubedc-node';
import { createContext } from '../conversion/createContext';
import { entityConverters } from '../converters';

const installation: Installation = {
  name: 'sandbox',
  title: 'Sandbox',
  connection: { type: 'in-cluster' },
  identity: 'impersonate',
  entityNamespacePrefix: '',
  namespaces: [],
  imagesConfigMap: { namespace: 'kube-dc', name: 'images-configmap' },
  offers: {
    clusterVersions: [],
    databaseVersions: { postgresql: [], mariadb: [] },
  },
};

/** An object of a kind, by the kind's id. */
export function object(
  kindId: string,
  namespace: string | undefined,
  name: string,
  extra: Record<string, unknown> = {},
): KubernetesObject {
  const { type } = kindRegistry.byId(kindId)!;
  const { metadata, ...rest } = extra;
  return {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      uid: `uid-of-${name}`,
      ...(metadata as object),
    },
    ...rest,
  };
}

export const acme = object('organization', 'acme', 'acme', {
  spec: { description: 'Acme engineering', email: 'platform@example.com' },
});
export const prod = object('project', 'acme', 'prod', {
  status: { namespace: 'acme-prod' },
});
export const backingNamespace: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'acme-prod',
    labels: { 'kube-dc.com/project': '' },
    annotations: { 'kube-dc.com/project': 'acme/prod' },
  },
};
export const group = (name: string, ...roles: string[]) =>
  object('organizationGroup', 'acme', name, {
    spec: { permissions: [{ project: 'prod', roles }] },
  });

/** The entities of an object, among others. */
export function convert(
  target: KubernetesObject,
  others: KubernetesObject[] = [],
  options: { prefix?: string; skip?: jest.Mock; components?: string[] } = {},
): Entity[] {
  const objects = [acme, prod, backingNamespace, target, ...others];
  const related: RelatedObjects = {
    get: (type, namespace, name) =>
      objects.find(
        item =>
          item.kind === type.kind &&
          item.apiVersion === apiVersionOf(type) &&
          item.metadata.namespace === namespace &&
          item.metadata.name === name,
      ) as never,
    list: (type, namespace) =>
      objects.filter(
        item =>
          item.kind === type.kind &&
          (namespace === undefined || item.metadata.namespace === namespace),
      ) as never,
  };
  const context = createContext({
    installation: {
      ...installation,
      entityNamespacePrefix: options.prefix ?? '',
    },
    related,
    hintNamespaces: [],
    kinds: new Set(entityConverters.map(({ kind }) => kind)),
    components: options.components ?? [],
    skip: options.skip ?? jest.fn(),
  });
  const kind = kindRegistry
    .all()
    .find(
      ({ type }) =>
        type.kind === target.kind && apiVersionOf(type) === target.apiVersion,
    );
  return entityConverters
    .find(converter => converter.kind === kind?.id)!
    .convert(target, context);
}

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);
const validators = [
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
];

/** Checks what the catalog itself would check. */
export async function expectValid(entities: Entity[]) {
  for (const entity of entities) {
    await expect(policy.enforce(entity)).resolves.toEqual(entity);
    const verdicts = await Promise.all(
      validators.map(validator => validator.check(entity)),
    );
    expect(verdicts).toContain(true);
  }
}
