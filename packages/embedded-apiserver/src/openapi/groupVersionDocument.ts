import { BuiltinSchemas } from '../schema/builtinSchemas';
import { Schema } from '../schema/types';
import { hasSubresource, Resource } from '../scheme/resource';
import { ServedVersion } from '../scheme/resources';
import { JsonObject } from '../types';

const REF = '#/components/schemas/';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const JSON_TYPE = 'application/json';
const PATCH_TYPES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
];

function ref(name: string): JsonObject {
  return { $ref: `${REF}${name}` };
}

function reversed(group: string): string {
  return group.split('.').reverse().join('.');
}

/** The name of a resource's type in the document. */
export function schemaNameOf(resource: Resource): string {
  const { group, version, kind, schemaName } = resource;
  return schemaName ?? `${reversed(group)}.${version}.${kind}`;
}

function query(name: string, type = 'string'): JsonObject {
  return { name, in: 'query', schema: { type, uniqueItems: true } };
}

function pathParameter(name: string): JsonObject {
  return {
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', uniqueItems: true },
  };
}

const WRITE_PARAMETERS = [
  query('dryRun'),
  query('fieldManager'),
  query('fieldValidation'),
];
const LIST_PARAMETERS = [
  query('allowWatchBookmarks', 'boolean'),
  query('continue'),
  query('fieldSelector'),
  query('labelSelector'),
  query('limit', 'integer'),
  query('resourceVersion'),
  query('resourceVersionMatch'),
  query('sendInitialEvents', 'boolean'),
  query('timeoutSeconds', 'integer'),
  query('watch', 'boolean'),
];

interface OperationShape {
  action: string;
  parameters?: JsonObject[];
  body?: string[];
  answer: string;
}

function operation(
  resource: Resource,
  { action, parameters = [], body, answer }: OperationShape,
): JsonObject {
  const { group, version, kind } = resource;
  return {
    operationId: `${action}${group}${version}${kind}`,
    parameters,
    ...(body && {
      requestBody: {
        content: Object.fromEntries(
          body.map(type => [
            type,
            {
              schema: ref(
                action === 'patch' ? `${META}.Patch` : schemaNameOf(resource),
              ),
            },
          ]),
        ),
      },
    }),
    responses: {
      200: {
        description: 'OK',
        content: { [JSON_TYPE]: { schema: ref(answer) } },
      },
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, kind, version },
  };
}

function objectOperations(resource: Resource): JsonObject {
  const name = schemaNameOf(resource);
  const has = (verb: string) => resource.verbs.includes(verb);
  const patch = resource.custom
    ? PATCH_TYPES
    : [...PATCH_TYPES, 'application/strategic-merge-patch+json'];
  return {
    parameters: [
      pathParameter('name'),
      ...(resource.namespaced ? [pathParameter('namespace')] : []),
    ],
    ...(has('get') && {
      get: operation(resource, { action: 'get', answer: name }),
    }),
    ...(has('update') && {
      put: operation(resource, {
        action: 'put',
        parameters: WRITE_PARAMETERS,
        body: [JSON_TYPE],
        answer: name,
      }),
    }),
    ...(has('patch') && {
      patch: operation(resource, {
        action: 'patch',
        parameters: [...WRITE_PARAMETERS, query('force', 'boolean')],
        body: patch,
        answer: name,
      }),
    }),
    ...(has('delete') && {
      delete: operation(resource, {
        action: 'delete',
        parameters: [
          query('dryRun'),
          query('gracePeriodSeconds', 'integer'),
          query('propagationPolicy'),
        ],
        answer: `${META}.Status`,
      }),
    }),
  };
}

function collectionOperations(resource: Resource): JsonObject {
  const name = schemaNameOf(resource);
  const has = (verb: string) => resource.verbs.includes(verb);
  return {
    ...(resource.namespaced && { parameters: [pathParameter('namespace')] }),
    ...(has('list') && {
      get: operation(resource, {
        action: 'list',
        parameters: LIST_PARAMETERS,
        answer: `${name}List`,
      }),
    }),
    ...(has('create') && {
      post: operation(resource, {
        action: 'post',
        parameters: WRITE_PARAMETERS,
        body: [JSON_TYPE],
        answer: name,
      }),
    }),
  };
}

function pathsOf(resource: Resource): JsonObject {
  const { group, version, namespaced } = resource;
  const base = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const place = namespaced ? `${base}/namespaces/{namespace}` : base;
  const collection = `${place}/${resource.resource}`;
  const paths: JsonObject = {
    [collection]: collectionOperations(resource),
  };
  if (resource.verbs.includes('get')) {
    paths[`${collection}/{name}`] = objectOperations(resource);
    if (hasSubresource(resource, 'status')) {
      paths[`${collection}/{name}/status`] = objectOperations(resource);
    }
  }
  if (namespaced && resource.verbs.includes('list')) {
    paths[`${base}/${resource.resource}`] = {
      get: operation(resource, {
        action: 'list',
        parameters: LIST_PARAMETERS,
        answer: `${schemaNameOf(resource)}List`,
      }),
    };
  }
  return paths;
}

const API_VERSION =
  'APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources';
const KIND =
  'Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds';

/** The type of a custom resource, with the fields every object has. */
function customSchema(resource: Resource): JsonObject {
  const { group, version, kind, schema } = resource;
  const own: Schema = schema ?? {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return {
    ...own,
    properties: {
      ...own.properties,
      apiVersion: { type: 'string', description: API_VERSION },
      kind: { type: 'string', description: KIND },
      metadata: {
        allOf: [ref(`${META}.ObjectMeta`)],
        description:
          "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
      },
    },
    'x-kubernetes-group-version-kind': [{ group, kind, version }],
  };
}

function listSchema(resource: Resource): JsonObject {
  const { group, version, listKind } = resource;
  return {
    type: 'object',
    required: ['items'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [ref(`${META}.ListMeta`)] },
      items: {
        type: 'array',
        items: { allOf: [ref(schemaNameOf(resource))], default: {} },
      },
    },
    'x-kubernetes-group-version-kind': [{ group, kind: listKind, version }],
  };
}

/** Adds a built-in type and all types it is made of. */
function addBuiltin(
  schemas: JsonObject,
  name: string,
  source: BuiltinSchemas,
): void {
  const document = source.document(name);
  if (schemas[name] || !document) {
    return;
  }
  schemas[name] = document;
  JSON.stringify(document, (key, value) => {
    if (key === '$ref' && typeof value === 'string') {
      addBuiltin(schemas, value.slice(REF.length), source);
    }
    return value;
  });
}

/** The OpenAPI v3 document of one version of a group. */
export function groupVersionDocument(
  { resources }: ServedVersion,
  source: BuiltinSchemas,
): JsonObject {
  const schemas: JsonObject = {
    [`${META}.Patch`]: { type: 'object' },
  };
  const paths: JsonObject = {};
  for (const shared of ['ObjectMeta', 'ListMeta', 'Status', 'DeleteOptions']) {
    addBuiltin(schemas, `${META}.${shared}`, source);
  }
  for (const resource of resources) {
    if (resource.custom) {
      schemas[schemaNameOf(resource)] = customSchema(resource);
    } else {
      addBuiltin(schemas, schemaNameOf(resource), source);
    }
    if (resource.verbs.includes('list')) {
      schemas[`${schemaNameOf(resource)}List`] = listSchema(resource);
    }
    Object.assign(paths, pathsOf(resource));
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.35.4' },
    paths,
    components: { schemas },
  };
}
