import { z } from 'zod/v3';
import { defineOperation } from '../../operations/define';
import { ipv4Cidr, newObjectOutput } from '../../operations/fields';
import {
  existingObjectInput,
  newObjectInput,
  objectName,
  objectOutput,
} from '../../operations/schemas';
import { operationPermission } from '../../permissions/permissions';

/**
 * Makes a project: `project:create`.
 *
 * @public
 */
export const projectCreate = defineOperation({
  id: 'project:create',
  kind: 'project',
  title: 'Create project',
  description: 'Makes a project with a network of its own in an organization.',
  target: 'new',
  input: newObjectInput.omit({ project: true, component: true }).extend({
    organization: objectName.describe('Name of the organization'),
    name: objectName.max(15, 'Use at most 15 characters'),
    cidrBlock: ipv4Cidr
      .optional()
      .describe(
        'Network of the project; default the first free /20 of 10.0.0.0/8',
      ),
    egressNetworkType: z
      .enum(['cloud', 'public'])
      .default('cloud')
      .describe('Network that the project’s traffic leaves by; fixed later'),
  }),
  output: newObjectOutput.extend({
    backingNamespace: z
      .string()
      .describe('Kubernetes namespace that holds what is in the project'),
  }),
  access: [
    {
      verb: 'create',
      group: 'kube-dc.com',
      resource: 'projects',
      in: 'organization',
    },
  ],
  permission: operationPermission('project:create', 'create'),
  destructive: false,
  confirm: 'none',
  deadlineSeconds: 600,
});

/**
 * Deletes a project with everything in it: `project:delete`.
 *
 * @public
 */
export const projectDelete = defineOperation({
  id: 'project:delete',
  kind: 'project',
  title: 'Delete',
  description: 'Deletes a project and everything in it.',
  target: 'existing',
  input: existingObjectInput,
  output: objectOutput,
  access: [
    {
      verb: 'delete',
      group: 'kube-dc.com',
      resource: 'projects',
      in: 'organization',
    },
  ],
  permission: operationPermission('project:delete', 'delete'),
  destructive: true,
  confirm: 'name',
  consequences: () => [
    'Everything in the project goes with it: virtual machines and their disks, clusters, databases, buckets and addresses.',
    'Backups that lie in the project’s buckets go too.',
  ],
  deadlineSeconds: 1800,
});

/** In the order in which a menu shows them. */
export const projectOperations = [projectCreate, projectDelete] as const;
