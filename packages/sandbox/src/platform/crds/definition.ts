import { KubeObject } from '../../runtime/types';
import { Schema, object, string } from './schema';

/** What {@link defineCrd} needs to know about a kind. */
export type KindDefinition = {
  group: string;
  version: string;
  kind: string;
  plural: string;
  /** Default: the kind in lower case. */
  singular?: string;
  scope?: 'Namespaced' | 'Cluster';
  shortNames?: string[];
  categories?: string[];
  description: string;
  /** `name`, JSON path, and optionally type and priority. */
  columns?: [
    name: string,
    jsonPath: string,
    type?: 'string' | 'integer' | 'boolean' | 'date',
    priority?: number,
  ][];
  spec: Schema;
  /** Left out where the definition knows none. */
  status?: Schema;
  /** Whether the object itself must have a spec. */
  specRequired?: boolean;
  /** Whether status is a subresource of its own; most kinds have one. */
  statusSubresource?: boolean;
  /** JSON paths of the scale subresource, where there is one. */
  scale?: Record<string, string>;
};

/** Makes the CustomResourceDefinition of a kind with one served version. */
export function defineCrd(definition: KindDefinition): KubeObject {
  const singular = definition.singular ?? definition.kind.toLowerCase();
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${definition.plural}.${definition.group}` },
    spec: {
      group: definition.group,
      scope: definition.scope ?? 'Namespaced',
      names: {
        kind: definition.kind,
        listKind: `${definition.kind}List`,
        plural: definition.plural,
        singular,
        ...(definition.shortNames ? { shortNames: definition.shortNames } : {}),
        ...(definition.categories ? { categories: definition.categories } : {}),
      },
      versions: [
        {
          name: definition.version,
          served: true,
          storage: true,
          ...(definition.statusSubresource ?? true
            ? {
                subresources: {
                  status: {},
                  ...(definition.scale ? { scale: definition.scale } : {}),
                },
              }
            : {}),
          ...(definition.columns
            ? {
                additionalPrinterColumns: definition.columns.map(
                  ([name, jsonPath, type = 'string', priority]) => ({
                    name,
                    jsonPath,
                    type,
                    ...(priority ? { priority } : {}),
                  }),
                ),
              }
            : {}),
          schema: {
            openAPIV3Schema: {
              ...object({
                apiVersion: string(),
                kind: string(),
                metadata: { type: 'object' },
                spec: definition.spec,
                ...(definition.status ? { status: definition.status } : {}),
              }),
              ...(definition.specRequired ? { required: ['spec'] } : {}),
              description: definition.description,
            },
          },
        },
      ],
    },
  };
}
