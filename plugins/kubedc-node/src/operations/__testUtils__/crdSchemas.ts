import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A node of a custom resource's schema. */
export interface SchemaNode {
  type?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  additionalProperties?: SchemaNode | boolean;
  anyOf?: SchemaNode[];
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  [keyword: string]: unknown;
}

interface CustomResourceDefinition {
  kind: string;
  spec: {
    group: string;
    names: { kind: string };
    versions: Array<{
      name: string;
      schema: { openAPIV3Schema: SchemaNode };
    }>;
  };
}

/**
 * Reads the schemas of all custom resource definitions below a folder, by `{group}/{version}/{Kind}`.
 */
export function readCrdSchemas(folder: string): Map<string, SchemaNode> {
  const schemas = new Map<string, SchemaNode>();
  for (const path of yamlFilesIn(folder)) {
    const crd = parse(readFileSync(path, 'utf8'), {
      logLevel: 'silent',
    }) as CustomResourceDefinition | null;
    if (crd?.kind === 'CustomResourceDefinition') {
      for (const { name, schema } of crd.spec.versions) {
        schemas.set(
          `${crd.spec.group}/${name}/${crd.spec.names.kind}`,
          schema.openAPIV3Schema,
        );
      }
    }
  }
  return schemas;
}

/**
 * The strict schema of a whole object; every object has type and metadata, also where its definition leaves them out.
 */
export function strictResource(schema: SchemaNode): SchemaNode {
  return strict({
    ...schema,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      ...schema.properties,
    },
  });
}

/**
 * The schema as JSON Schema that refuses what an API server would prune, so that a misspelt field is found.
 */
function strict(schema: SchemaNode): SchemaNode {
  const { properties, items, additionalProperties, ...rest } = schema;
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...rest,
    ...(schema['x-kubernetes-int-or-string'] && !schema.anyOf
      ? { anyOf: [{ type: 'integer' }, { type: 'string' }] }
      : {}),
    ...(items ? { items: strict(items) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: strict(additionalProperties) }
      : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, node]) => [
              name,
              strict(node),
            ]),
          ),
          ...(open || additionalProperties
            ? {}
            : { additionalProperties: false }),
        }
      : {}),
  };
}

/**
 * Whether a schema has a field, given as `status.workerPools[].name`.
 */
export function hasField(schema: SchemaNode, path: string): boolean {
  let node: SchemaNode | undefined = schema;
  for (const segment of path.split('.')) {
    if (node?.['x-kubernetes-preserve-unknown-fields'] && !node.properties) {
      return true;
    }
    const name = segment.replace(/\[\]$/, '');
    node = node?.properties?.[name];
    if (segment.endsWith('[]')) {
      node = node?.items;
    }
  }
  return node !== undefined;
}

function yamlFilesIn(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      return yamlFilesIn(path);
    }
    return /\.ya?ml$/.test(name) ? [path] : [];
  });
}
