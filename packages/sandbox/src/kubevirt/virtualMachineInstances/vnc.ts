import { VirtualMachineInstance } from '../../kinds';
import { encodePng } from '../../guest/png';
import { serveRfb } from '../../guest/rfb/rfbStream';
import { VMI_NOT_RUNNING, isRunning, readInstance } from '../readMachine';
import {
  SubresourceError,
  asPlainText,
  badRequest,
  internalError,
} from '../subresourceError';
import { StreamHandler, SubresourceHandler } from '../types';

function requireDisplay(instance: VirtualMachineInstance): void {
  if (instance.spec?.domain.devices?.autoattachGraphicsDevice === false) {
    throw badRequest('No graphics devices are present.');
  }
  if (!isRunning(instance)) {
    throw badRequest(VMI_NOT_RUNNING);
  }
}

/** Opens the screen; whoever had it open before loses it, unless asked not to. */
export const openVnc: StreamHandler = async (
  { key, query },
  { client, guests },
) => {
  const instance = await readInstance(client, key);
  requireDisplay(instance);
  const guest = guests.of(instance);
  const isPreserving = ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(
    query.get('preserveSession') ?? '',
  );
  if (isPreserving && guest.screenLine.isBusy) {
    throw internalError(
      "Can't connect to websocket (503): websocket: bad handshake: Active VNC connection. Request denied.",
    );
  }
  return socket => serveRfb(guest, socket);
};

/** What the screen shows, as PNG. */
export const screenshot: SubresourceHandler = async (
  { key },
  { client, guests },
) => {
  try {
    const instance = await readInstance(client, key);
    requireDisplay(instance);
    const { frame } = guests.of(instance);
    return {
      code: 200,
      bytes: encodePng(frame.width, frame.height, frame.rgb()),
      contentType: 'image/png',
    };
  } catch (error) {
    throw error instanceof SubresourceError ? asPlainText(error) : error;
  }
};
