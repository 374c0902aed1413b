import type {
  Condition,
  KubernetesObject,
  ResourceType,
} from '../../kubernetes';

/**
 * The part of a KubeVirt VirtualMachine that the portal reads.
 *
 * @public
 */
export interface VirtualMachine extends KubernetesObject {
  spec?: {
    runStrategy?: string;
    /** The older way to say it: `true` stands for `Always`, `false` for `Halted`. */
    running?: boolean;
    template?: {
      spec?: {
        domain?: {
          cpu?: { cores?: number; sockets?: number; threads?: number };
          memory?: { guest?: string | number };
          resources?: {
            requests?: { cpu?: string | number; memory?: string | number };
          };
        };
        volumes?: Array<{
          name?: string;
          dataVolume?: { name?: string };
          persistentVolumeClaim?: { claimName?: string };
        }>;
        networks?: Array<{
          name?: string;
          multus?: { default?: boolean; networkName?: string };
        }>;
        accessCredentials?: Array<{
          sshPublicKey?: {
            source?: { secret?: { secretName?: string } };
            propagationMethod?: { qemuGuestAgent?: { users?: string[] } };
          };
        }>;
      };
    };
  };
  status?: {
    printableStatus?: string;
    ready?: boolean;
    created?: boolean;
    conditions?: Condition[];
  };
}

/**
 * Resource type of {@link VirtualMachine}.
 *
 * @public
 */
export const virtualMachineType: ResourceType = {
  group: 'kubevirt.io',
  version: 'v1',
  resource: 'virtualmachines',
  kind: 'VirtualMachine',
  namespaced: true,
  // cloud-init as people write it: passwords and keys stand in it.
  secretFields: ['cloudInitNoCloud', 'cloudInitConfigDrive'].flatMap(source =>
    ['userData', 'userDataBase64', 'networkData', 'networkDataBase64'].map(
      field => ['spec', 'template', 'spec', 'volumes', '*', source, field],
    ),
  ),
};

/**
 * Annotation with the title of the OS image a machine was made from, written by the portal.
 *
 * @public
 */
export const OS_IMAGE_ANNOTATION = 'portal.kube-dc.com/os-image';
