import {
  createCatalogModelLayer,
  type CatalogModelLayer,
} from '@backstage/catalog-model/alpha';
import type { JsonObject } from '@backstage/types';
import { KUBEDC_ANNOTATIONS, PORTAL_ANNOTATIONS } from '../annotations';
import { kindRegistry } from '../kinds/registry';
import type { KindDefinition } from '../kinds/types';

const VERSIONS = ['v1alpha1', 'v1beta1'];

const ownedBy = {
  selector: { path: 'spec.owner' },
  relation: 'ownedBy',
  defaultKind: 'Group',
  defaultNamespace: 'inherit' as const,
  allowedKinds: ['Group', 'User'],
};

/** A typed version replaces its kind's relation fields, so those of the plain kind are declared again. */
const RELATION_FIELDS = {
  Resource: [
    ownedBy,
    {
      selector: { path: 'spec.dependsOn' },
      relation: 'dependsOn',
      defaultNamespace: 'inherit' as const,
    },
    {
      selector: { path: 'spec.dependencyOf' },
      relation: 'dependencyOf',
      defaultNamespace: 'inherit' as const,
    },
    {
      selector: { path: 'spec.system' },
      relation: 'partOf',
      defaultKind: 'System',
      defaultNamespace: 'inherit' as const,
    },
  ],
  System: [
    ownedBy,
    {
      selector: { path: 'spec.domain' },
      relation: 'partOf',
      defaultKind: 'Domain',
      defaultNamespace: 'inherit' as const,
    },
  ],
  Domain: [
    ownedBy,
    {
      selector: { path: 'spec.subdomainOf' },
      relation: 'partOf',
      defaultKind: 'Domain',
      defaultNamespace: 'inherit' as const,
    },
  ],
};

const text: JsonObject = { type: 'string', minLength: 1 };
const refs: JsonObject = { type: 'array', items: text };

/** An adopter's own databases and buckets meet these schemas too, so they ask for nothing a plain entity lacks. */
const SCHEMAS: Record<keyof typeof RELATION_FIELDS, JsonObject> = {
  Resource: entitySchema(['type', 'owner'], {
    type: text,
    owner: text,
    system: text,
    dependsOn: refs,
    dependencyOf: refs,
  }),
  System: entitySchema(['owner'], { type: text, owner: text, domain: text }),
  Domain: entitySchema(['owner'], {
    type: text,
    owner: text,
    subdomainOf: text,
  }),
};

const ANNOTATIONS: Record<keyof typeof KUBEDC_ANNOTATIONS, [string, string]> = {
  installation: [
    'Kube-DC installation',
    'Name of the Kube-DC installation the object lives in.',
  ],
  organization: ['Kube-DC organization', 'Organization, for example acme.'],
  project: [
    'Kube-DC project',
    'Organization and project, for example acme/prod.',
  ],
  gvk: ['Kubernetes kind', 'Group, version and kind of the object.'],
  name: [
    'Kubernetes name',
    'Name of the object, which the entity name may shorten.',
  ],
  namespace: ['Kubernetes namespace', 'Namespace of the object.'],
  uid: ['Kubernetes uid', 'Uid of the object.'],
  addresses: ['Addresses', 'IP addresses it is reached by, with commas.'],
  hosts: ['Host names', 'Host names it is reached by, with commas.'],
  image: ['Image', 'What it was made from, for example Ubuntu 24.04.'],
  version: ['Version', 'Version of what it runs.'],
};

/**
 * The types of entities that come from Kube-DC, as a layer of the catalog's model: what they are, how they relate, which
 * annotations they carry. Nothing beyond a plain entity of the kind is required.
 *
 * @public
 */
export const kubedcModelLayer: CatalogModelLayer = createCatalogModelLayer({
  layerId: 'kube-dc.com/resources',
  builder: model => {
    for (const [specType, { entity, title }] of typedKinds()) {
      if (entity.kind !== 'Group' && entity.kind !== 'Component') {
        model.addKindVersion({
          kind: entity.kind,
          versions: [
            {
              name: VERSIONS,
              specType,
              description: `${title.singular} of a Kube-DC platform.`,
              relationFields: RELATION_FIELDS[entity.kind],
              schema: { jsonSchema: SCHEMAS[entity.kind] },
            },
          ],
        });
      }
    }
    for (const key of Object.keys(ANNOTATIONS) as Array<
      keyof typeof ANNOTATIONS
    >) {
      const [title, description] = ANNOTATIONS[key];
      model.addAnnotation({
        name: KUBEDC_ANNOTATIONS[key],
        title,
        description,
      });
    }
    model.addAnnotation({
      name: PORTAL_ANNOTATIONS.owner,
      title: 'Owner hint',
      description: 'Entity ref of the group that owns a Kube-DC object.',
    });
    model.addAnnotation({
      name: PORTAL_ANNOTATIONS.component,
      title: 'Component hint',
      description: 'Entity ref of the component that uses a Kube-DC object.',
    });
  },
});

/** The first kind of each type: a disk and a volume, say, are of one type. Components stay what they are. */
function typedKinds(): Map<string, KindDefinition> {
  const kinds = new Map<string, KindDefinition>();
  for (const kind of kindRegistry.all()) {
    if (!kinds.has(kind.entity.type)) {
      kinds.set(kind.entity.type, kind);
    }
  }
  return kinds;
}

function entitySchema(required: string[], properties: JsonObject): JsonObject {
  return {
    type: 'object',
    required: ['spec'],
    properties: { spec: { type: 'object', required, properties } },
  };
}
