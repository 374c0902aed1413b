import { resource } from './runtime/resources';
import { Condition, KubeObject } from './runtime/types';

/** The kinds of the platform that controllers reconcile. */

export type Organization = KubeObject<
  { email: string; description?: string },
  {
    ready?: boolean;
    conditions?: Condition[];
    quotaPlanId?: string;
    quotaEnforced?: boolean;
    quotaUsage?: Record<string, unknown>;
  }
>;
export const organizations = resource<Organization>(
  'kube-dc.com',
  'v1',
  'Organization',
);

export type OrganizationGroup = KubeObject<{
  permissions?: { project: string; roles: string[] }[];
}>;
export const organizationGroups = resource<OrganizationGroup>(
  'kube-dc.com',
  'v1',
  'OrganizationGroup',
);

export type Project = KubeObject<
  { cidrBlock: string; egressNetworkType: 'public' | 'cloud' },
  {
    ready?: boolean;
    namespace?: string;
    conditions?: Condition[];
    quotaUsage?: Record<string, unknown>;
  }
>;
export const projects = resource<Project>('kube-dc.com', 'v1', 'Project');

export type EIp = KubeObject<
  { childRef?: string; externalNetworkType?: string },
  {
    ready?: boolean;
    ipAddress?: string;
    ownershipType?: string;
    ovnEIpRef?: string;
    owners?: { ownerRef: string; type: string }[];
    conditions?: Condition[];
  }
>;
export const eips = resource<EIp>('kube-dc.com', 'v1', 'EIp');

export type FIp = KubeObject<
  {
    eip?: string;
    externalNetworkType?: 'public' | 'cloud';
    ipAddress?: string;
    vmTarget?: { vmName: string; interfaceName?: string };
  },
  { ready?: boolean; eip?: string; externalIP?: string }
>;
export const fips = resource<FIp>('kube-dc.com', 'v1', 'FIp');

/** What virtual machines and their instances have in common. */
export type MachineSpec = {
  domain: {
    cpu?: { cores?: number; sockets?: number; threads?: number };
    memory?: { guest?: string };
    machine?: { type?: string };
    features?: { acpi?: { enabled?: boolean } };
    resources?: { requests?: Record<string, string> };
    devices?: {
      autoattachGraphicsDevice?: boolean;
      autoattachSerialConsole?: boolean;
      interfaces?: { name: string; macAddress?: string }[];
      disks?: MachineDisk[];
      gpus?: { name: string; deviceName: string }[];
    };
  };
  evictionStrategy?: string;
  startStrategy?: string;
  terminationGracePeriodSeconds?: number;
  networks?: { name: string }[];
  hostname?: string;
  nodeSelector?: Record<string, string>;
  accessCredentials?: unknown[];
  readinessProbe?: object;
  livenessProbe?: { guestAgentPing?: object };
  volumes?: MachineVolume[];
};

/** A volume of a machine: one source, and the name its disk refers to. */
export type MachineVolume = {
  name: string;
  dataVolume?: { name: string; hotpluggable?: boolean };
  persistentVolumeClaim?: { claimName: string; hotpluggable?: boolean };
  containerDisk?: { image: string };
  cloudInitNoCloud?: { userData?: string };
};

/** A disk of a machine. */
export type MachineDisk = {
  name: string;
  serial?: string;
  disk?: { bus?: string };
  [field: string]: unknown;
};

/** A volume to be added to a machine that may be running. */
export type AddVolumeOptions = {
  name: string;
  disk: MachineDisk;
  volumeSource: Pick<MachineVolume, 'dataVolume' | 'persistentVolumeClaim'>;
  dryRun?: string[];
};

/** What is asked of a machine's volumes and not done yet. */
export type VolumeRequest = {
  addVolumeOptions?: AddVolumeOptions;
  removeVolumeOptions?: { name: string; dryRun?: string[] };
};

/** Where a volume of an instance stands. */
export type VolumeStatus = {
  name: string;
  target: string;
  phase?: string;
  reason?: string;
  message?: string;
  hotplugVolume?: { attachPodName?: string; attachPodUID?: string };
  persistentVolumeClaimInfo?: {
    claimName: string;
    accessModes?: string[];
    volumeMode?: string;
    capacity?: { storage?: string };
    requests?: { storage?: string };
  };
};

/** Where the move of an instance to another host stands. */
export type MigrationState = {
  migrationUid?: string;
  sourceNode?: string;
  sourcePod?: string;
  targetNode?: string;
  targetPod?: string;
  targetNodeAddress?: string;
  mode?: string;
  startTimestamp?: string;
  endTimestamp?: string;
  completed?: boolean;
  failed?: boolean;
  failureReason?: string;
  abortRequested?: boolean;
  abortStatus?: string;
};

export type VirtualMachine = KubeObject<
  {
    running?: boolean;
    runStrategy?: string;
    dataVolumeTemplates?: {
      metadata: { name: string };
      spec: Record<string, unknown>;
    }[];
    template: {
      metadata?: {
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
      };
      spec: MachineSpec;
    };
  },
  {
    printableStatus?: string;
    ready?: boolean;
    created?: boolean;
    conditions?: Condition[];
    stateChangeRequests?: {
      action: 'Start' | 'Stop';
      uid?: string;
      data?: Record<string, string>;
    }[];
    volumeRequests?: VolumeRequest[];
    snapshotInProgress?: string;
    memoryDumpRequest?: {
      claimName: string;
      phase: string;
      remove?: boolean;
      startTimestamp?: string;
      endTimestamp?: string;
      fileName?: string;
    } | null;
    startFailure?: {
      consecutiveFailCount: number;
      lastFailedVMIUID?: string;
      retryAfterTimestamp?: string;
    } | null;
  }
>;
export const virtualMachines = resource<VirtualMachine>(
  'kubevirt.io',
  'v1',
  'VirtualMachine',
);

export type VirtualMachineInstance = KubeObject<
  MachineSpec,
  {
    phase?: string;
    nodeName?: string;
    activePods?: Record<string, string>;
    conditions?: Condition[];
    interfaces?: { name?: string; ipAddress?: string; mac?: string }[];
    guestOSInfo?: Record<string, string>;
    fsFreezeStatus?: string;
    volumeStatus?: VolumeStatus[];
    migrationState?: MigrationState;
    phaseTransitionTimestamps?: {
      phase: string;
      phaseTransitionTimestamp: string;
    }[];
  }
>;
export const virtualMachineInstances = resource<VirtualMachineInstance>(
  'kubevirt.io',
  'v1',
  'VirtualMachineInstance',
  { statusSubresource: false },
);

export type VirtualMachineInstanceMigration = KubeObject<
  { vmiName?: string; addedNodeSelector?: Record<string, string> },
  {
    phase?: string;
    conditions?: Condition[];
    phaseTransitionTimestamps?: {
      phase: string;
      phaseTransitionTimestamp: string;
    }[];
    migrationState?: MigrationState;
  }
>;
export const virtualMachineInstanceMigrations =
  resource<VirtualMachineInstanceMigration>(
    'kubevirt.io',
    'v1',
    'VirtualMachineInstanceMigration',
  );

export type VolumeClaimSpec = {
  accessModes?: string[];
  storageClassName?: string;
  volumeMode?: string;
  volumeName?: string;
  resources?: { requests?: { storage?: string } };
};

export type DataVolume = KubeObject<
  {
    source?: {
      http?: { url: string };
      registry?: { url?: string };
      blank?: object;
      pvc?: { name: string; namespace: string };
      snapshot?: { name: string; namespace: string };
      upload?: object;
    };
    pvc?: VolumeClaimSpec;
    storage?: VolumeClaimSpec;
  },
  {
    phase?: string;
    progress?: string;
    claimName?: string;
    restartCount?: number;
    conditions?: Condition[];
  }
>;
export const dataVolumes = resource<DataVolume>(
  'cdi.kubevirt.io',
  'v1beta1',
  'DataVolume',
);

export type WorkerPool = {
  name: string;
  replicas?: number;
  cpuCores?: number;
  memory?: string;
  diskSize?: string;
  storageType?: string;
  version?: string;
  paused?: boolean;
  autoscaling?: {
    enabled?: boolean;
    minReplicas?: number;
    maxReplicas?: number;
    mode?: string;
    metrics?: unknown[];
  };
};

export type WorkerPoolStatus = {
  name: string;
  phase?: string;
  replicas: number;
  readyReplicas: number;
  updatedReplicas?: number;
  deletingReplicas?: number;
  version?: string;
  observedVersion?: string;
};

export type KdcCluster = KubeObject<
  {
    version: string;
    controlPlane?: { replicas?: number };
    dataStore?: {
      dedicated?: boolean;
      name?: string;
      eipName?: string;
      port?: number;
    };
    eip?: { create?: boolean; externalNetworkType?: string; name?: string };
    enableClusterAPI?: boolean;
    backup?: { enabled?: boolean };
    encryption?: { etcd?: { enabled?: boolean; keyRef?: string } };
    workers?: WorkerPool[];
  },
  {
    phase?: string;
    endpoint?: string;
    controlPlaneReady?: boolean;
    dataStoreName?: string;
    eipName?: string;
    conditions?: Condition[];
    controlPlane?: { version?: string; autoscalingMode?: string };
    workerPools?: WorkerPoolStatus[];
  }
>;
export const kdcClusters = resource<KdcCluster>(
  'k8s.kube-dc.com',
  'v1alpha1',
  'KdcCluster',
);

export type KdcClusterDatastore = KubeObject<
  {
    etcd: { replicas: number; storage?: { size?: string } };
    service?: { port?: number; eip?: { name?: string } };
  },
  {
    phase?: string;
    etcd?: { ready: boolean };
    referenceCount?: number;
    conditions?: Condition[];
  }
>;
export const kdcClusterDatastores = resource<KdcClusterDatastore>(
  'k8s.kube-dc.com',
  'v1alpha1',
  'KdcClusterDatastore',
);

export type KdcDatabase = KubeObject<
  {
    engine: 'postgresql' | 'mariadb';
    version: string;
    replicas?: number;
    cpu: string | number;
    memory: string | number;
    storage: string | number;
    storageClassName?: string;
    databaseName?: string;
    username?: string;
    backup?: { enabled: boolean };
    expose?: { type: 'internal' | 'loadbalancer' | 'gateway' };
  },
  {
    phase?: string;
    version?: string;
    endpoint?: string;
    instances?: number;
    readyInstances?: number;
    latestBackup?: string;
    conditions?: Condition[];
  }
>;
export const kdcDatabases = resource<KdcDatabase>(
  'db.kube-dc.com',
  'v1alpha1',
  'KdcDatabase',
);

export const cnpgClusters = resource('postgresql.cnpg.io', 'v1', 'Cluster');
export const mariaDbs = resource('k8s.mariadb.com', 'v1alpha1', 'MariaDB');

export type ObjectBucketClaim = KubeObject<
  {
    bucketName?: string;
    generateBucketName?: string;
    storageClassName?: string;
    objectBucketName?: string;
  },
  { phase?: string }
>;
export const objectBucketClaims = resource<ObjectBucketClaim>(
  'objectbucket.io',
  'v1alpha1',
  'ObjectBucketClaim',
);
export const objectBuckets = resource(
  'objectbucket.io',
  'v1alpha1',
  'ObjectBucket',
  { namespaced: false },
);
