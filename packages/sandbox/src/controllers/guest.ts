import { Guests } from '../guest/guests';
import {
  VirtualMachineInstance,
  dataVolumes,
  virtualMachineInstances,
} from '../kinds';
import { Controller, defineController } from '../runtime/controller';
import { guestOsOfInstance } from './guestOs';

/** VirtualMachineInstance → what can be seen of its guest from outside. */
export const guestController = (guests: Guests): Controller =>
  defineController<VirtualMachineInstance>({
    resource: virtualMachineInstances,
    reads: [dataVolumes],

    async reconcile(instance, { cache }) {
      guests.observe(instance, guestOsOfInstance(instance, cache));
    },

    async gone(key) {
      guests.remove(key);
    },
  });
