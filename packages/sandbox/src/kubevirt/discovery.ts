/** The group of the subresources. */
export const GROUP = 'subresources.kubevirt.io';

/** The versions that it is served in, the preferred one first. */
export const VERSIONS = ['v1', 'v1alpha3'];

const versions = VERSIONS.map(version => ({
  groupVersion: `${GROUP}/${version}`,
  version,
}));

const group = {
  name: GROUP,
  versions,
  preferredVersion: versions[0],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '' }],
};

/** What KubeVirt announces. It leaves out some that it serves. */
const ANNOUNCED = [
  'virtualmachineinstances/vnc',
  'virtualmachineinstances/vnc/screenshot',
  'virtualmachineinstances/console',
  'virtualmachineinstances/pause',
  'virtualmachineinstances/unpause',
  'virtualmachineinstances/freeze',
  'virtualmachineinstances/unfreeze',
  'virtualmachineinstances/reset',
  'virtualmachineinstances/softreboot',
  'virtualmachines/start',
  'virtualmachines/stop',
  'virtualmachines/restart',
  'virtualmachines/migrate',
  'virtualmachines/expand-spec',
  'virtualmachineinstances/guestosinfo',
  'virtualmachineinstances/userlist',
  'virtualmachineinstances/filesystemlist',
  'virtualmachineinstances/addvolume',
  'virtualmachineinstances/removevolume',
];

const resources = ANNOUNCED.map(name => ({
  name,
  singularName: '',
  namespaced: true,
  kind: '',
  // KubeVirt names none.
  verbs: null,
}));

const VERSION_INFO = {
  gitVersion: 'v1.8.0',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '',
  goVersion: '',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const HEALTH = {
  apiserver: { connectivity: 'ok' },
  'config-resource-version': '1',
};

const documents = new Map<string, object>([
  ['/apis', { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] }],
  [`/apis/${GROUP}`, { kind: 'APIGroup', apiVersion: 'v1', ...group }],
  ['/healthz', HEALTH],
]);
for (const { groupVersion } of versions) {
  const base = `/apis/${groupVersion}`;
  documents.set(base, {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources,
  });
  documents.set(`${base}/version`, VERSION_INFO);
  documents.set(`${base}/healthz`, HEALTH);
}

/** What anybody may read at a path, if anything. */
export function publicDocument(path: string): object | undefined {
  return documents.get(path.replace(/\/$/, ''));
}
