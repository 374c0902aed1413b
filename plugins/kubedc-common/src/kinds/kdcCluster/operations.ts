import { z } from 'zod/v3';
import { defineOperation } from '../../operations/define';
import {
  connectableOutput,
  ipv4Cidr,
  positiveQuantity,
} from '../../operations/fields';
import {
  existingObjectInput,
  newObjectInput,
  objectName,
  objectOutput,
} from '../../operations/schemas';
import { operationPermission } from '../../permissions/permissions';

/**
 * Makes a managed cluster: `cluster:create`.
 *
 * @public
 */
export const clusterCreate = defineOperation({
  id: 'cluster:create',
  kind: 'kdcCluster',
  title: 'Create cluster',
  description:
    'Makes a managed Kubernetes cluster with a hosted control plane, an etcd of its own and one worker pool.',
  target: 'new',
  input: newObjectInput.extend({
    name: objectName
      .min(2, 'Use at least 2 characters')
      .max(12, 'Use at most 12 characters'),
    version: z
      .string()
      .regex(/^v\d+\.\d+\.\d+$/, 'Choose a version such as v1.36.1')
      .describe('An offered Kubernetes version, for example v1.36.1'),
    controlPlaneReplicas: z
      .number()
      .int()
      .min(1)
      .max(3, 'Use at most 3 replicas')
      .default(2)
      .describe('1 for development, 2 for high availability, 3 for production'),
    workers: z
      .number()
      .int('Use a whole number')
      .min(1, 'Use at least 1 worker')
      .max(100, 'Use at most 100 workers')
      .default(3)
      .describe('Workers in the first pool'),
    workerCpu: z
      .number()
      .int('Use whole cores')
      .min(1, 'Use at least 1 core')
      .max(256, 'Use at most 256 cores')
      .default(2)
      .describe('Cores of each worker'),
    workerMemory: positiveQuantity
      .default('8Gi')
      .describe('Memory of each worker'),
    workerDisk: positiveQuantity
      .default('30Gi')
      .describe('Disk of each worker'),
    expose: z
      .boolean()
      .default(true)
      .describe('Make the API reachable from outside the project’s network'),
    network: z
      .enum(['cloud', 'public'])
      .default('cloud')
      .describe('Network that the API’s address comes from'),
    podCIDR: ipv4Cidr.default('10.244.0.0/16').describe('Network of the pods'),
    serviceCIDR: ipv4Cidr
      .default('10.96.0.0/16')
      .describe('Network of the services'),
    backup: z
      .boolean()
      .default(true)
      .describe('Take a snapshot of etcd every night'),
    encryption: z
      .boolean()
      .default(false)
      .describe(
        'Encrypt secrets and config maps at rest; cannot be undone simply',
      ),
  }),
  output: connectableOutput,
  access: [
    {
      verb: 'create',
      group: 'k8s.kube-dc.com',
      resource: 'kdcclusters',
      in: 'project',
    },
  ],
  permission: operationPermission('cluster:create', 'create'),
  destructive: false,
  confirm: 'none',
  deadlineSeconds: 1800,
});

/**
 * Deletes a managed cluster: `cluster:delete`.
 *
 * @public
 */
export const clusterDelete = defineOperation({
  id: 'cluster:delete',
  kind: 'kdcCluster',
  title: 'Delete',
  description: 'Deletes a managed cluster and everything inside it.',
  target: 'existing',
  input: existingObjectInput,
  output: objectOutput,
  access: [
    {
      verb: 'delete',
      group: 'k8s.kube-dc.com',
      resource: 'kdcclusters',
      in: 'project',
    },
  ],
  permission: operationPermission('cluster:delete', 'delete'),
  destructive: true,
  confirm: 'name',
  consequences: () => [
    'Everything inside the cluster is lost, with its workers, addresses and own datastore.',
    'Backups in the bucket and the encryption key stay.',
  ],
  deadlineSeconds: 1800,
});

/** In the order in which a menu shows them. */
export const kdcClusterOperations = [clusterCreate, clusterDelete] as const;
