import { conditions } from './conditions';
import { defineCrd } from './definition';
import {
  array,
  atomic,
  boolean,
  int32,
  integer,
  map,
  object,
  open,
  quantity,
  rules,
  string,
} from './schema';

const imageCatalogRef = atomic(
  object(
    {
      apiGroup: string(),
      'kind!': string(),
      'major!': integer(),
      'name!': string(),
    },
    rules(
      [
        "self.kind in ['ImageCatalog', 'ClusterImageCatalog']",
        'Only image catalogs are supported',
      ],
      [
        "self.apiGroup == 'postgresql.cnpg.io'",
        'Only image catalogs are supported',
      ],
    ),
  ),
);

/** What CloudNativePG makes a PostgreSQL database of. */
export const cnpgClusterCrd = defineCrd({
  group: 'postgresql.cnpg.io',
  version: 'v1',
  kind: 'Cluster',
  plural: 'clusters',
  description: 'A PostgreSQL cluster.',
  specRequired: true,
  columns: [
    ['Age', '.metadata.creationTimestamp', 'date'],
    ['Instances', '.status.instances', 'integer'],
    ['Ready', '.status.readyInstances', 'integer'],
    ['Status', '.status.phase'],
    ['Primary', '.status.currentPrimary'],
    [
      'SyncTopology',
      ".status.conditions[?(@.type=='SyncReplicationTopologySatisfied')].reason",
      'string',
      1,
    ],
  ],
  scale: {
    specReplicasPath: '.spec.instances',
    statusReplicasPath: '.status.instances',
    labelSelectorPath: '.status.selector',
  },
  spec: {
    ...open({
      imageCatalogRef,
      imageName: string(),
      'instances!': integer({ minimum: 1, default: 1 }),
      resources: open({ limits: map(quantity()), requests: map(quantity()) }),
      storage: open({ size: string(), storageClass: string() }),
    }),
    ...rules([
      '!has(self.imageName) || !has(self.imageCatalogRef)',
      'imageName and imageCatalogRef are mutually exclusive',
    ]),
  },
  status: open({
    conditions: conditions(),
    currentPrimary: string(),
    firstRecoverabilityPoint: string(),
    instanceNames: array(string()),
    instances: integer(),
    lastSuccessfulBackup: string(),
    phase: string(),
    phaseReason: string(),
    readService: string(),
    readyInstances: integer(),
    writeService: string(),
  }),
});

/** What the MariaDB operator makes a MariaDB database of. */
export const mariaDbCrd = defineCrd({
  group: 'k8s.mariadb.com',
  version: 'v1alpha1',
  kind: 'MariaDB',
  plural: 'mariadbs',
  shortNames: ['mdb'],
  description: 'A MariaDB server or cluster.',
  specRequired: true,
  scale: {
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
  },
  columns: [
    ['Ready', '.status.conditions[?(@.type=="Ready")].status'],
    ['Status', '.status.conditions[?(@.type=="Ready")].message'],
    ['Primary', '.status.currentPrimary'],
    ['Updates', '.spec.updateStrategy.type'],
    ['Age', '.metadata.creationTimestamp', 'date'],
  ],
  spec: {
    ...open({
      database: string(),
      galera: open({ enabled: boolean() }),
      image: string(),
      replicas: int32({ default: 1 }),
      replicasAllowEvenNumber: boolean({ default: false }),
      replication: open({ enabled: boolean() }),
      storage: open({ size: quantity(), storageClassName: string() }),
      username: string(),
    }),
    ...rules([
      '!has(self.galera) || !self.galera.enabled || self.replicas % 2 == 1 || self.replicasAllowEvenNumber',
      "An odd number of MariaDB instances (mariadb.spec.replicas) is required to avoid split brain situations for Galera. Use 'mariadb.spec.replicasAllowEvenNumber: true' to disable this validation.",
    ]),
  },
  status: open({
    conditions: conditions(),
    currentPrimary: string(),
    currentPrimaryPodIndex: integer(),
    replicas: int32(),
  }),
});
