import type { Entity } from '@backstage/catalog-model';
import type {
  AdminOverview,
  CatalogWriterReport,
  Health,
  InstallationSync,
  OperationRun,
  OrganizationView,
  OsImage,
  Overview,
  PlatformOffers,
  ProjectView,
  ResourceDetail,
  ResourceList,
  ResourceSummary,
  SyncReport,
} from '@kubedc/backstage-plugin-kubedc-common';

const GIB = 2 ** 30;

export const running: Health = {
  state: 'ok',
  label: 'Running',
  reason: 'It runs on node-1',
};

export const stopped: Health = {
  state: 'stopped',
  label: 'Stopped',
  reason: 'It was stopped',
};

export function vm(overrides: Partial<ResourceSummary> = {}): ResourceSummary {
  const name = overrides.name ?? 'web-1';
  return {
    installation: 'sandbox',
    kind: 'virtualMachine',
    namespace: 'acme-prod',
    uid: `uid-${name}`,
    organization: 'acme',
    project: 'acme/prod',
    entityRef: `resource:acme-prod/vm.${name}`,
    health: running,
    facts: {
      cpu: 4,
      memory: 8 * GIB,
      os: 'Ubuntu 24.04 LTS',
      privateAddress: '10.1.0.12',
      publicAddress: '203.0.113.7',
      user: 'ubuntu',
    },
    possible:
      overrides.health?.state === 'stopped'
        ? ['vm:start', 'vm:delete']
        : ['vm:stop', 'vm:restart', 'vm:delete'],
    createdAt: '2026-11-18T10:00:00Z',
    ...overrides,
    name,
  };
}

export function vmList(items: ResourceSummary[]): ResourceList {
  const health: ResourceList['health'] = {};
  for (const item of items) {
    health[item.health.state] = (health[item.health.state] ?? 0) + 1;
  }
  return { items, total: items.length, health, problems: [] };
}

export function vmDetail(
  overrides: Partial<ResourceDetail> = {},
): ResourceDetail {
  return {
    ...vm(),
    object: {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'web-1', namespace: 'acme-prod' },
    },
    events: [
      {
        type: 'Warning',
        reason: 'FailedMount',
        message: 'The disk could not be attached at first',
        count: 3,
        lastSeen: '2026-11-21T10:00:00Z',
      },
    ],
    operations: [
      {
        id: 'vm:start',
        title: 'Start',
        destructive: false,
        confirm: 'none',
        consequences: [],
        allowed: true,
        available: false,
        suggested: false,
        reason: 'It is not stopped',
      },
      {
        id: 'vm:stop',
        title: 'Stop',
        destructive: false,
        confirm: 'once',
        consequences: ['What runs in it ends; its disks and addresses stay.'],
        allowed: true,
        available: true,
        suggested: true,
      },
      {
        id: 'vm:delete',
        title: 'Delete',
        destructive: true,
        confirm: 'name',
        consequences: ['Its disk web-1-root goes with it.'],
        allowed: true,
        available: true,
        suggested: false,
      },
    ],
    related: [],
    ...overrides,
  };
}

export function project(overrides: Partial<ProjectView> = {}): ProjectView {
  const name = overrides.name ?? 'prod';
  return {
    installation: 'sandbox',
    kind: 'project',
    namespace: 'acme',
    uid: `uid-${name}`,
    organization: 'acme',
    entityRef: `system:acme/${name}`,
    health: { state: 'ok', label: 'Ready', reason: 'Everything runs' },
    facts: {},
    possible: ['project:delete'],
    createdAt: '2026-11-01T10:00:00Z',
    backingNamespace: `acme-${name}`,
    quota: [
      { dimension: 'cpu', used: 14, hard: 24 },
      { dimension: 'memory', used: 30 * GIB, hard: 32 * GIB },
      { dimension: 'storage', used: null, hard: 100 * GIB },
      { dimension: 'publicIPv4', used: 2, hard: null },
    ],
    ownQuota: true,
    counts: [
      { kind: 'virtualMachine', total: 12, health: { ok: 11, error: 1 } },
    ],
    ...overrides,
    name,
  };
}

export const overview: Overview = {
  attention: [
    vm({
      name: 'build-2',
      health: {
        state: 'warning',
        label: 'Slow',
        reason: 'It waits for its disk for 3 minutes',
      },
    }),
    vm({
      name: 'orders',
      health: {
        state: 'error',
        label: 'Import failed',
        reason: 'Import of ubuntu-24.04 failed: 404 from the mirror',
      },
    }),
  ],
  counts: [{ kind: 'virtualMachine', total: 12, health: { ok: 11, error: 1 } }],
  projects: [project()],
  problems: [],
};

export function organization(
  overrides: Partial<OrganizationView> = {},
): OrganizationView {
  const name = overrides.name ?? 'acme';
  return {
    installation: 'sandbox',
    kind: 'organization',
    namespace: name,
    uid: `uid-${name}`,
    organization: name,
    entityRef: `domain:default/${name}`,
    health: { state: 'ok', label: 'Ready', reason: 'Everything runs' },
    facts: {},
    possible: [],
    createdAt: '2026-10-01T10:00:00Z',
    owner: `group:${name}/org-admin`,
    plan: 'Dev Pool',
    quota: [{ dimension: 'cpu', used: 14, hard: 24 }],
    projects: [project()],
    counts: [
      { kind: 'virtualMachine', total: 12, health: { ok: 11, error: 1 } },
    ],
    ...overrides,
    name,
  };
}

export const adminOverview: AdminOverview = {
  organizations: [
    organization(),
    organization({
      name: 'initech',
      health: {
        state: 'error',
        label: 'Suspended',
        reason: 'The subscription has ended',
      },
      projects: [],
    }),
  ],
  installations: [
    {
      name: 'sandbox',
      title: 'Sandbox',
      state: 'connected',
      own: true,
      watches: [
        {
          resource: 'virtualmachines.kubevirt.io',
          state: 'watching',
          restarts: 0,
          expired: 0,
          objects: 12,
          syncedAt: '2026-11-21T10:00:00Z',
        },
        {
          resource: 'eips.kube-dc.com',
          state: 'forbidden',
          restarts: 3,
          expired: 0,
          objects: 0,
          message: 'eips.kube-dc.com is forbidden',
        },
      ],
    },
  ],
  problems: [],
};

export function syncOf(
  overrides: Partial<InstallationSync> = {},
  catalog: Partial<CatalogWriterReport> = {},
): InstallationSync {
  return {
    ...adminOverview.installations[0],
    catalog: {
      writer: 'portal-1 (42)',
      at: new Date().toISOString(),
      since: new Date(Date.now() - 2 * 3_600_000).toISOString(),
      entities: 1_234,
      waiting: 7,
      lastWriteAt: new Date(Date.now() - 10_000).toISOString(),
      lastComparedAt: new Date(Date.now() - 12 * 60_000).toISOString(),
      refusals: [],
      skipped: [],
      ...catalog,
    },
    ...overrides,
  };
}

export const syncReport: SyncReport = { installations: [syncOf()] };

export const images: OsImage[] = [
  {
    id: 'ubuntu-24.04-lts',
    title: 'Ubuntu 24.04 LTS',
    user: 'ubuntu',
    url: 'https://images.example/ubuntu.img',
    minCpu: 1,
    minMemory: GIB,
    minDisk: 12 * GIB,
    firmware: 'bios',
    family: 'ubuntu',
  },
  {
    id: 'windows-11',
    title: 'Windows 11',
    user: 'admin',
    url: 'https://images.example/windows.img',
    minCpu: 2,
    minMemory: 4 * GIB,
    minDisk: 64 * GIB,
    firmware: 'efi',
    family: 'windows',
  },
];

export const offers: PlatformOffers = {
  clusterVersions: [
    { version: 'v1.35.4', workerImage: 'ubuntu-2404-kube-v1.35.4' },
    { version: 'v1.34.2', workerImage: 'ubuntu-2404-kube-v1.34.2' },
  ],
  databaseVersions: { postgresql: ['17', '16'], mariadb: ['11.4'] },
  storageClasses: [{ name: 'standard', default: true }],
};

export function run(overrides: Partial<OperationRun> = {}): OperationRun {
  return {
    runId: 'run-1',
    operation: 'vm:stop',
    installation: 'sandbox',
    state: 'settling',
    startedAt: '2026-11-21T10:00:00Z',
    deadline: '2026-11-21T10:10:00Z',
    progress: [
      { time: '2026-11-21T10:00:01Z', message: 'The guest is shutting down' },
    ],
    ...overrides,
  };
}

export const vmEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'vm.web-1',
    namespace: 'acme-prod',
    annotations: {
      'kube-dc.com/installation': 'sandbox',
      'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
      'kube-dc.com/name': 'web-1',
      'kube-dc.com/namespace': 'acme-prod',
    },
  },
  spec: { type: 'virtual-machine', owner: 'group:acme/backend-team' },
};
