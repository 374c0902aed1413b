import { ContractServer } from './contract';
import { define, Defined } from './define';

/** The kinds of patch that are no apply. */
export type PatchType = 'json' | 'merge' | 'strategic-merge';

/** A place with something to patch, each object named `steady`. */
export interface Patched {
  ns: string;
  /** Where the config maps are. */
  path: string;
  /** Where the pod templates are. */
  templates: string;
  widgets: Defined;
}

const podTemplate = (name: string) => ({
  apiVersion: 'v1',
  kind: 'PodTemplate',
  metadata: { name },
  template: {
    metadata: { labels: { a: '1' } },
    spec: {
      containers: [
        { name: 'one', image: 'one:1', ports: [{ containerPort: 80 }] },
        { name: 'two', image: 'two:1', env: [{ name: 'A', value: '1' }] },
      ],
      nodeSelector: { zone: 'a' },
    },
  },
});

/** Makes a config map, a pod template and a widget, for the server's turn. */
export async function patched(server: ContractServer): Promise<Patched> {
  const ns = await server.namespace();
  const path = `/api/v1/namespaces/${ns}/configmaps`;
  const templates = `/api/v1/namespaces/${ns}/podtemplates`;
  const widgets = await define(server, {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer' },
        list: { type: 'array', items: { type: 'string' } },
      },
    },
  });
  await server.api.post(path, {
    metadata: { name: 'steady', labels: { l: '1' } },
    data: { a: '1', b: '2' },
  });
  await server.api.post(templates, podTemplate('steady'));
  await server.api.post(
    widgets.path(ns),
    widgets.object('steady', { size: 1, list: ['a'] }),
  );
  return { ns, path, templates, widgets };
}
