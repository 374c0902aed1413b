import { z } from 'zod/v3';
import { timeOf } from '../../kubernetes';
import { defineOperation } from '../../operations/define';
import {
  connectableOutput,
  cronSchedule,
  positiveQuantity,
} from '../../operations/fields';
import {
  existingObjectInput,
  newObjectInput,
  objectName,
  objectOutput,
  subdomainName,
} from '../../operations/schemas';
import { operationPermission } from '../../permissions/permissions';
import type { KdcDatabase } from './type';

const identifier = z
  .string()
  .regex(
    /^[a-z_][a-z0-9_]{0,62}$/,
    'Use lower case letters, digits and underscores; start with a letter',
  );

/** Users that the engines keep for themselves. */
const RESERVED_USERS = ['kdc_rotator', 'postgres', 'root'];

/**
 * Makes a managed database: `database:create`.
 *
 * @public
 */
export const databaseCreate = defineOperation({
  id: 'database:create',
  kind: 'kdcDatabase',
  title: 'Create database',
  description: 'Makes a managed PostgreSQL or MariaDB database.',
  target: 'new',
  input: newObjectInput.extend({
    name: objectName.max(50, 'Use at most 50 characters'),
    engine: z
      .enum(['postgresql', 'mariadb'])
      .default('postgresql')
      .describe('Engine; fixed later'),
    version: z
      .string()
      .min(1, 'Choose a version')
      .describe('An offered major version of the engine, for example 17'),
    replicas: z
      .number()
      .int('Use a whole number')
      .min(1, 'Use at least 1 instance')
      .max(9, 'Use at most 9 instances')
      .default(2)
      .describe('Instances; two and more fail over by themselves'),
    cpu: positiveQuantity.default('1').describe('Cores of each instance'),
    memory: positiveQuantity.default('2Gi').describe('Memory of each instance'),
    storage: positiveQuantity
      .default('20Gi')
      .describe('Disk of each instance; can only grow later'),
    storageClass: subdomainName
      .optional()
      .describe('Storage class; default the platform’s'),
    databaseName: identifier.default('app').describe('Database to make'),
    username: identifier
      .refine(
        user => !RESERVED_USERS.includes(user),
        'The engine keeps this user for itself',
      )
      .default('app')
      .describe('User of the application, owner of the database'),
    backup: z.boolean().default(true).describe('Take backups by schedule'),
    backupSchedule: cronSchedule
      .default('0 2 * * *')
      .describe('When, as a cron expression'),
    backupRetentionDays: z
      .number()
      .int('Use a whole number')
      .min(1, 'Keep backups for at least 1 day')
      .max(365, 'Keep backups for at most 365 days')
      .default(7)
      .describe('Days to keep backups'),
    expose: z
      .enum(['internal', 'loadbalancer', 'gateway'])
      .default('internal')
      .describe(
        'Who reaches it: only the project, a public address, or the platform’s gateway',
      ),
  }),
  output: connectableOutput,
  access: [
    {
      verb: 'create',
      group: 'db.kube-dc.com',
      resource: 'kdcdatabases',
      in: 'project',
    },
  ],
  permission: operationPermission('database:create', 'create'),
  destructive: false,
  confirm: 'none',
  deadlineSeconds: 1800,
});

/**
 * Deletes a managed database with its data: `database:delete`.
 *
 * @public
 */
export const databaseDelete = defineOperation({
  id: 'database:delete',
  kind: 'kdcDatabase',
  title: 'Delete',
  description: 'Deletes a managed database with all its data.',
  target: 'existing',
  input: existingObjectInput,
  output: objectOutput,
  access: [
    {
      verb: 'delete',
      group: 'db.kube-dc.com',
      resource: 'kdcdatabases',
      in: 'project',
    },
  ],
  permission: operationPermission('database:delete', 'delete'),
  destructive: true,
  confirm: 'name',
  consequences: object => {
    const latest = timeOf((object as KdcDatabase).status?.latestBackup);
    return [
      'All data and all instances are gone.',
      latest
        ? `Backups in the bucket stay; the last one is of ${latest
            .slice(0, 16)
            .replace('T', ' ')}.`
        : 'There is no backup of it.',
    ];
  },
  deadlineSeconds: 900,
});

/** In the order in which a menu shows them. */
export const kdcDatabaseOperations = [databaseCreate, databaseDelete] as const;
