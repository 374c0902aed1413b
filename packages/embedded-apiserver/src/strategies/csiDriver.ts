import { ensureObject, read, setDefaults } from '../util/read';
import { Strategy } from './strategy';

export const csiDriverStrategy: Strategy = {
  requiresResourceVersion: true,
  applyDefaults(object) {
    const spec = ensureObject(object, 'spec');
    setDefaults(spec, {
      attachRequired: true,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      podInfoOnMount: false,
      requiresRepublish: false,
      seLinuxMount: false,
      storageCapacity: false,
    });
    const modes = read(spec, 'volumeLifecycleModes');
    if (!Array.isArray(modes) || modes.length === 0) {
      spec.volumeLifecycleModes = ['Persistent'];
    }
  },
};
