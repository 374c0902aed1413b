import { Subresource, SubresourceHandler } from './types';
import { openConsole } from './virtualMachineInstances/console';
import { freeze, unfreeze } from './virtualMachineInstances/freeze';
import {
  filesystemList,
  guestOsInfo,
  userList,
} from './virtualMachineInstances/guestAgent';
import { pause, unpause } from './virtualMachineInstances/pause';
import { reset, softReboot } from './virtualMachineInstances/reboot';
import { openVnc, screenshot } from './virtualMachineInstances/vnc';
import * as instanceVolumes from './virtualMachineInstances/volumes';
import { expandSpec } from './virtualMachines/expandSpec';
import { memoryDump, removeMemoryDump } from './virtualMachines/memoryDump';
import { migrate } from './virtualMachines/migrate';
import { restart } from './virtualMachines/restart';
import { start } from './virtualMachines/start';
import { stop } from './virtualMachines/stop';
import * as machineVolumes from './virtualMachines/volumes';

const put = (handle: SubresourceHandler): Subresource => ({
  method: 'PUT',
  handle,
});
const get = (handle: SubresourceHandler): Subresource => ({
  method: 'GET',
  handle,
});

/** Everything that is served, by resource and subresource. */
export const subresources = new Map<string, Subresource>([
  ['virtualmachines/start', put(start)],
  ['virtualmachines/stop', put(stop)],
  ['virtualmachines/restart', put(restart)],
  ['virtualmachines/migrate', put(migrate)],
  ['virtualmachines/addvolume', put(machineVolumes.addVolume)],
  ['virtualmachines/removevolume', put(machineVolumes.removeVolume)],
  ['virtualmachines/memorydump', put(memoryDump)],
  ['virtualmachines/removememorydump', put(removeMemoryDump)],
  ['virtualmachines/expand-spec', get(expandSpec)],
  ['virtualmachineinstances/pause', put(pause)],
  ['virtualmachineinstances/unpause', put(unpause)],
  ['virtualmachineinstances/softreboot', put(softReboot)],
  ['virtualmachineinstances/reset', put(reset)],
  ['virtualmachineinstances/freeze', put(freeze)],
  ['virtualmachineinstances/unfreeze', put(unfreeze)],
  ['virtualmachineinstances/addvolume', put(instanceVolumes.addVolume)],
  ['virtualmachineinstances/removevolume', put(instanceVolumes.removeVolume)],
  ['virtualmachineinstances/guestosinfo', get(guestOsInfo)],
  ['virtualmachineinstances/filesystemlist', get(filesystemList)],
  ['virtualmachineinstances/userlist', get(userList)],
  ['virtualmachineinstances/console', { method: 'GET', stream: openConsole }],
  ['virtualmachineinstances/vnc', { method: 'GET', stream: openVnc }],
  ['virtualmachineinstances/vnc/screenshot', get(screenshot)],
]);
