import { serveConsole } from '../../guest/consoleStream';
import { VirtualMachineInstance } from '../../kinds';
import {
  INSTANCE,
  VMI_NOT_RUNNING,
  isRunning,
  readInstance,
} from '../readMachine';
import { badRequest, conflict } from '../subresourceError';
import { StreamHandler } from '../types';

/** Opens the serial console. */
export const openConsole: StreamHandler = async (
  { key },
  { client, guests },
) => {
  const instance = await readInstance(client, key);
  refuse(instance);
  const guest = guests.of(instance);
  return socket => serveConsole(guest, socket);
};

function refuse(instance: VirtualMachineInstance): void {
  if (instance.spec?.domain.devices?.autoattachSerialConsole === false) {
    throw badRequest('No serial consoles are present.');
  }
  if (instance.status?.phase === 'Failed') {
    throw conflict(INSTANCE, instance.metadata.name, 'VMI is in failed status');
  }
  if (!isRunning(instance)) {
    throw badRequest(VMI_NOT_RUNNING);
  }
}
