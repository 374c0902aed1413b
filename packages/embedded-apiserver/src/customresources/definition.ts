import {
  PrinterColumn,
  Resource,
  ScalePaths,
  Subresource,
} from '../scheme/resource';
import { Schema } from '../schema/types';
import { groupVersion, KubeObject } from '../types';

const VERBS = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];

/** The names of a custom resource. */
export interface DefinitionNames {
  plural: string;
  singular?: string;
  kind: string;
  listKind?: string;
  shortNames?: string[];
  categories?: string[];
}

/** One version of a custom resource. */
export interface DefinitionVersion {
  name: string;
  served: boolean;
  storage: boolean;
  deprecated?: boolean;
  deprecationWarning?: string;
  schema?: { openAPIV3Schema?: Schema };
  subresources?: { status?: object; scale?: ScalePaths };
  additionalPrinterColumns?: PrinterColumn[];
  selectableFields?: { jsonPath: string }[];
}

/** A condition of a CustomResourceDefinition. */
export interface DefinitionCondition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
}

/** A CustomResourceDefinition. */
export interface Definition extends KubeObject {
  spec: {
    group: string;
    names: DefinitionNames;
    scope: string;
    preserveUnknownFields?: boolean;
    versions: DefinitionVersion[];
  };
  status?: { conditions?: DefinitionCondition[]; storedVersions?: string[] };
}

const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

function subresources(
  { spec }: Definition,
  version: DefinitionVersion,
): Subresource[] {
  const { status, scale } = version.subresources ?? {};
  const verbs = ['get', 'patch', 'update'];
  return [
    ...(status
      ? [
          {
            name: 'status',
            group: spec.group,
            version: version.name,
            kind: spec.names.kind,
            verbs,
          },
        ]
      : []),
    ...(scale
      ? [
          {
            name: 'scale',
            group: 'autoscaling',
            version: 'v1',
            kind: 'Scale',
            verbs,
          },
        ]
      : []),
  ];
}

/** Where a definition's objects are stored. */
export function storageKeyOf({ spec }: Definition): string {
  return `${spec.group}/${spec.names.plural}`;
}

/** Whether a definition has a condition that is true. */
export function hasCondition(definition: Definition, type: string): boolean {
  return !!definition.status?.conditions?.some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/** The resources that a definition makes the server serve. */
export function servedResources(definition: Definition): Resource[] {
  const { spec } = definition;
  const { names } = spec;
  const storage = spec.versions.find(version => version.storage)?.name ?? '';
  return spec.versions
    .filter(version => version.served)
    .map(version => ({
      group: spec.group,
      version: version.name,
      resource: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      kind: names.kind,
      listKind: names.listKind ?? `${names.kind}List`,
      namespaced: spec.scope === 'Namespaced',
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      verbs: VERBS,
      subresources: subresources(definition, version),
      schema: version.schema?.openAPIV3Schema,
      storageKey: storageKeyOf(definition),
      strategy: {},
      custom: {
        crdName: definition.metadata.name,
        columns: version.additionalPrinterColumns ?? [AGE],
        scale: version.subresources?.scale,
        selectableFields: (version.selectableFields ?? []).map(field =>
          field.jsonPath.replace(/^\./, ''),
        ),
        preserveUnknownFields:
          spec.preserveUnknownFields === true ||
          !version.schema?.openAPIV3Schema,
      },
      toStorage: object => ({
        ...object,
        apiVersion: groupVersion(spec.group, storage),
      }),
    }));
}
