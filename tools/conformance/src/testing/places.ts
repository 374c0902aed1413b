import { ContractServer } from './contract';
import { define } from './define';

/**
 * What `{ns}` and `{g}` stand for in a request: a namespace, and a group of
 * widgets. In the namespace are a config map and a widget named `there`.
 */
export async function places(
  server: ContractServer,
): Promise<Record<string, string>> {
  const widgets = await define(server);
  const ns = await server.namespace();
  await server.api.post(`/api/v1/namespaces/${ns}/configmaps`, {
    metadata: { name: 'there' },
  });
  await server.api.post(widgets.path(ns), widgets.object('there'));
  return { ns, g: widgets.group };
}
