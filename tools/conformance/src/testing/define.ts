import { ContractServer } from './contract';

/** What of a definition differs from a plain one. */
export interface DefinitionOptions {
  /** The schema of `spec`; anything goes when left out. */
  spec?: object;
  /** The whole schema, instead of `spec`. */
  schema?: object;
  names?: object;
  scope?: 'Namespaced' | 'Cluster';
  /** What else the version says, such as its subresources. */
  version?: object;
}

/** A custom resource that is served. */
export interface Defined {
  group: string;
  /** `widgets.<group>` */
  name: string;
  apiVersion: string;
  /** Where its objects are. */
  path(namespace?: string): string;
  /** An object of it. */
  object(name: string, spec?: unknown, more?: object): Record<string, any>;
}

const ANYTHING = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

/** A CustomResourceDefinition of widgets in a group. */
export function definition(group: string, options: DefinitionOptions = {}) {
  const { spec = ANYTHING, schema, names, scope = 'Namespaced' } = options;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `widgets.${group}` },
    spec: {
      group,
      scope,
      names: {
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        ...names,
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: schema ?? {
              type: 'object',
              properties: { spec, status: ANYTHING },
            },
          },
          ...options.version,
        },
      ],
    },
  };
}

export const DEFINITIONS =
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Defines widgets in a group of their own, for the server's turn. */
export async function define(
  server: ContractServer,
  options: DefinitionOptions = {},
): Promise<Defined> {
  const { api } = server;
  const group = `${server.unique('widgets')}.example.com`;
  const body = definition(group, options);
  const answer = await api.post(DEFINITIONS, body);
  if (answer.code !== 201) {
    throw new Error(`not defined: ${answer.text}`);
  }
  const { name } = body.metadata;
  server.atEnd(() => api.delete(`${DEFINITIONS}/${name}`));
  const apiVersion = `${group}/v1`;
  const all = `/apis/${apiVersion}/widgets`;
  await api.until(
    `${DEFINITIONS}/${name}`,
    ({ body: { status } }) =>
      status?.conditions?.some(
        (c: { type: string; status: string }) =>
          c.type === 'Established' && c.status === 'True',
      ) ?? false,
  );
  await api.until(all, ({ code }) => code === 200);
  return {
    group,
    name,
    apiVersion,
    path: namespace =>
      namespace ? `/apis/${apiVersion}/namespaces/${namespace}/widgets` : all,
    object: (objectName, spec = {}, more = {}) => ({
      apiVersion,
      kind: 'Widget',
      metadata: { name: objectName },
      spec,
      ...more,
    }),
  };
}
