import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * A running virtual machine; it exists while the machine is on.
 *
 * @public
 */
export interface VirtualMachineInstance extends KubernetesObject {
  status?: {
    phase?: string;
    nodeName?: string;
    conditions?: Condition[];
    interfaces?: Array<{
      name?: string;
      ipAddress?: string;
      ipAddresses?: string[];
    }>;
    guestOSInfo?: { prettyName?: string; name?: string; version?: string };
    phaseTransitionTimestamps?: Array<{
      phase?: string;
      phaseTransitionTimestamp?: string;
    }>;
    migrationState?: {
      sourceNode?: string;
      targetNode?: string;
      completed?: boolean;
      failed?: boolean;
      failureReason?: string;
    };
  };
}

/**
 * Resource type of {@link VirtualMachineInstance}.
 *
 * @public
 */
export const virtualMachineInstanceType: ResourceType = {
  group: 'kubevirt.io',
  version: 'v1',
  resource: 'virtualmachineinstances',
  kind: 'VirtualMachineInstance',
  namespaced: true,
};
