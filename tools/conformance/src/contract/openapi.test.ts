import type { Answer } from '@kubedc/embedded-apiserver/testing';
import { contract } from '../testing/contract';
import { define, Defined } from '../testing/define';

/** The root is JSON that is not called so. */
const pathsOf = ({ text }: Answer) =>
  JSON.parse(text).paths as Record<string, { serverRelativeURL: string }>;

const gvks = (schema: any) => schema['x-kubernetes-group-version-kind'];

contract('OpenAPI v3', server => {
  let widgets: Defined;
  let root: { paths: Record<string, { serverRelativeURL: string }> };
  let contentType: unknown;
  beforeAll(async () => {
    widgets = await define(server(), {
      schema: {
        type: 'object',
        description: 'A widget.',
        required: ['spec'],
        properties: {
          spec: {
            type: 'object',
            description: 'What it is to be.',
            required: ['size'],
            properties: {
              size: {
                type: 'string',
                description: 'How large.',
                enum: ['small', 'large'],
                default: 'small',
              },
              port: { 'x-kubernetes-int-or-string': true },
              list: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    a: { type: 'integer', minimum: 1, format: 'int32' },
                  },
                },
              },
              map: { type: 'object', additionalProperties: { type: 'string' } },
              free: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        },
      },
      version: { subresources: { status: {} } },
    });
    const answer = await server().api.until(
      '/openapi/v3',
      a => pathsOf(a)[`apis/${widgets.apiVersion}`] !== undefined,
    );
    root = { paths: pathsOf(answer) };
    contentType = answer.headers['content-type'];
  });
  const document = async (name: string) =>
    (await server().api.get(root.paths[name].serverRelativeURL)).body;
  const kind = (body: any, group: string, version: string, name: string) =>
    Object.values<any>(body.components.schemas).find(schema =>
      gvks(schema)?.some(
        (g: any) =>
          g.group === group && g.version === version && g.kind === name,
      ),
    );

  it('has a root that names a document, by its hash, for each group', () => {
    expect(contentType).toBe('text/plain; charset=utf-8');
    for (const name of [
      'api/v1',
      'apis/apps/v1',
      'apis/batch/v1',
      'apis/rbac.authorization.k8s.io/v1',
      'apis/apiextensions.k8s.io/v1',
      `apis/${widgets.apiVersion}`,
    ]) {
      expect(root.paths[name].serverRelativeURL).toMatch(
        new RegExp(
          `^/openapi/v3/${name.replaceAll(
            '.',
            '\\.',
          )}\\?hash=[0-9A-F]{128}$|^/openapi/v3/${name.replaceAll(
            '.',
            '\\.',
          )}\\?hash=[0-9A-F]+$`,
        ),
      );
    }
  });

  it.each([
    ['api/v1', '', 'v1', 'Pod'],
    ['api/v1', '', 'v1', 'ConfigMap'],
    ['apis/apps/v1', 'apps', 'v1', 'Deployment'],
    ['apis/batch/v1', 'batch', 'v1', 'CronJob'],
    ['apis/networking.k8s.io/v1', 'networking.k8s.io', 'v1', 'Ingress'],
  ])('describes in %s kind %s/%s %s', async (name, group, version, wanted) => {
    const body = await document(name);
    expect(body.openapi).toMatch(/^3\./);
    const schema = kind(body, group, version, wanted);
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['apiVersion', 'kind', 'metadata']),
    );
    expect(schema.properties.apiVersion.type).toBe('string');
  });

  it('has no reference that leads nowhere', async () => {
    for (const name of [
      'api/v1',
      'apis/apps/v1',
      `apis/${widgets.apiVersion}`,
    ]) {
      const body = await document(name);
      const references =
        JSON.stringify(body).match(/#\/components\/schemas\/[^"]+/g) ?? [];
      const known = Object.keys(body.components.schemas);
      const dangling = references.filter(
        r => !known.includes(r.split('/').pop() as string),
      );
      expect(dangling).toEqual([]);
    }
  });

  it('describes custom resources as their definition does', async () => {
    const body = await document(`apis/${widgets.apiVersion}`);
    const schema = kind(body, widgets.group, 'v1', 'Widget');
    expect(schema).toMatchObject({
      description: 'A widget.',
      type: 'object',
      required: ['spec'],
      properties: {
        apiVersion: {
          type: 'string',
          description: expect.stringMatching(/^APIVersion/),
        },
        kind: { type: 'string', description: expect.stringMatching(/^Kind/) },
        metadata: {
          description: expect.stringMatching(/^Standard object's metadata/),
        },
        spec: {
          description: 'What it is to be.',
          required: ['size'],
          properties: {
            size: {
              type: 'string',
              description: 'How large.',
              enum: ['small', 'large'],
              default: 'small',
            },
            port: { 'x-kubernetes-int-or-string': true },
            list: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  a: { type: 'integer', minimum: 1, format: 'int32' },
                },
              },
            },
            map: { type: 'object', additionalProperties: { type: 'string' } },
            free: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      },
    });
    expect(gvks(schema)).toEqual([
      { group: widgets.group, version: 'v1', kind: 'Widget' },
    ]);
  });

  it('names the paths and actions, with what they take', async () => {
    const body = await document(`apis/${widgets.apiVersion}`);
    const path = `/apis/${widgets.apiVersion}/namespaces/{namespace}/widgets`;
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        path,
        `${path}/{name}`,
        `${path}/{name}/status`,
        `/apis/${widgets.apiVersion}/widgets`,
      ]),
    );
    const patch = body.paths[`${path}/{name}`].patch;
    expect(patch['x-kubernetes-action']).toBe('patch');
    expect(patch['x-kubernetes-group-version-kind']).toEqual({
      group: widgets.group,
      version: 'v1',
      kind: 'Widget',
    });
    const names = [
      ...(patch.parameters ?? []),
      ...(body.paths[`${path}/{name}`].parameters ?? []),
    ].map((p: any) => p.name);
    expect(names).toEqual(
      expect.arrayContaining([
        'dryRun',
        'fieldManager',
        'fieldValidation',
        'force',
      ]),
    );
  });

  it('changes the hash with the schema', async () => {
    const { api } = server();
    const name = `apis/${widgets.apiVersion}`;
    const before = root.paths[name].serverRelativeURL;
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${widgets.name}`;
    await api.patch(path, 'json', [
      {
        op: 'replace',
        path: '/spec/versions/0/schema/openAPIV3Schema/description',
        value: 'Another widget.',
      },
    ]);
    const after = await api.until(
      '/openapi/v3',
      a => pathsOf(a)[name].serverRelativeURL !== before,
    );
    const { body } = await api.get(pathsOf(after)[name].serverRelativeURL);
    expect(kind(body, widgets.group, 'v1', 'Widget').description).toBe(
      'Another widget.',
    );
  });
});
