import { ContractServer } from './contract';
import { define, Defined } from './define';

/** Widgets with a status and a scale, once the discovery shows them. */
export async function scaledWidgets(server: ContractServer): Promise<Defined> {
  const widgets = await define(server, {
    names: { shortNames: ['wgd'], categories: ['all'] },
    version: {
      subresources: {
        status: {},
        scale: {
          specReplicasPath: '.spec.replicas',
          statusReplicasPath: '.status.replicas',
        },
      },
    },
  });
  await server.api.until('/apis', a =>
    a.body.groups.some((g: any) => g.name === widgets.group),
  );
  return widgets;
}

/** A resource of an `APIResourceList`, without the hash of its version. */
export function resource(body: Record<string, any>, name: string) {
  const { storageVersionHash, ...found } =
    body.resources.find((r: any) => r.name === name) ?? {};
  return found;
}
