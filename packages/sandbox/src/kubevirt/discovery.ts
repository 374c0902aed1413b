const GROUP = 'subresources.kubevirt.io';
const VERSION = { groupVersion: `${GROUP}/v1`, version: 'v1' };

const group = {
  name: GROUP,
  versions: [VERSION],
  preferredVersion: VERSION,
};

const resource = (name: string, verbs: string[]) => ({
  name,
  singularName: '',
  namespaced: true,
  kind: 'VirtualMachineInstance',
  verbs,
});

const documents: Record<string, object> = {
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] },
  [`/apis/${GROUP}`]: { kind: 'APIGroup', apiVersion: 'v1', ...group },
  [`/apis/${GROUP}/v1`]: {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: VERSION.groupVersion,
    resources: [
      resource('virtualmachines/start', ['update']),
      resource('virtualmachines/stop', ['update']),
      resource('virtualmachines/restart', ['update']),
      resource('virtualmachineinstances/pause', ['update']),
      resource('virtualmachineinstances/unpause', ['update']),
      resource('virtualmachineinstances/guestosinfo', ['get']),
    ],
  },
};

/** The discovery document at a path, if there is one. */
export function discoveryDocument(path: string): object | undefined {
  return documents[path.replace(/\/$/, '')];
}
