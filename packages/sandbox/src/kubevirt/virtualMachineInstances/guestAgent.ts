import { VirtualMachineInstance } from '../../kinds';
import {
  filesystemsOf,
  guestAgentInfo,
  usersOf,
} from '../../guest/agentAnswers';
import { Guest } from '../../guest/guest';
import {
  INSTANCE,
  VMI_NOT_RUNNING,
  hasCondition,
  readInstance,
  requireRunning,
} from '../readMachine';
import { SubresourceError, asPlainText, conflict } from '../subresourceError';
import { SubresourceHandler } from '../types';

const apiVersion = 'subresources.kubevirt.io/v1';

/** A question to the guest agent. */
function askAgent(
  ask: (instance: VirtualMachineInstance, guest: Guest) => object,
): SubresourceHandler {
  return async ({ key }, { client, guests }) => {
    try {
      const instance = await readInstance(client, key);
      requireRunning(instance, VMI_NOT_RUNNING);
      if (!hasCondition(instance, 'AgentConnected')) {
        throw conflict(
          INSTANCE,
          key.name,
          'VMI does not have guest agent connected',
        );
      }
      return { code: 200, body: ask(instance, guests.of(instance)) };
    } catch (error) {
      throw error instanceof SubresourceError ? asPlainText(error) : error;
    }
  };
}

/** What the guest says of its system. */
export const guestOsInfo = askAgent((instance, guest) => ({
  kind: 'VirtualMachineInstanceGuestAgentInfo',
  apiVersion,
  ...guestAgentInfo(instance, guest),
}));

/** The file systems that are mounted in the guest. */
export const filesystemList = askAgent((_instance, guest) => ({
  kind: 'VirtualMachineInstanceFileSystemList',
  apiVersion,
  metadata: {},
  items: filesystemsOf(guest),
}));

/** Who is signed in to the guest. */
export const userList = askAgent((_instance, guest) => ({
  kind: 'VirtualMachineInstanceGuestOSUserList',
  apiVersion,
  metadata: {},
  items: usersOf(guest),
}));
