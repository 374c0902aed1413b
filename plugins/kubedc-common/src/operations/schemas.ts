import { z } from 'zod/v3';

/**
 * A Kubernetes object name by RFC 1123: lower case letters, digits and hyphens, at most 63 characters.
 *
 * @public
 */
export const objectName = z
  .string()
  .min(1, 'Enter a name')
  .max(63, 'Use at most 63 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'Use lower case letters, digits and hyphens; start and end with a letter or digit',
  );

/**
 * Name of an object whose kind takes names with dots, by RFC 1123: a storage class, a Secret.
 *
 * @public
 */
export const subdomainName = z
  .string()
  .min(1, 'Enter a name')
  .max(253, 'Use at most 253 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'Use lower case letters, digits, hyphens and dots; start and end with a letter or digit',
  );

/**
 * A project as `{organization}/{project}`, the way Kube-DC's own namespace annotation writes it.
 *
 * @public
 */
export const projectReference = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?\/[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'Name a project as organization/project, for example acme/prod',
  )
  .describe('Project as organization/project, for example acme/prod');

/**
 * Name of an installation. Left out, it is the one that the person signed in with, or the only one.
 *
 * @public
 */
export const installationName = z
  .string()
  .min(1)
  .optional()
  .describe('Installation; where left out, the one you signed in with');

/**
 * What operations on an existing object take.
 *
 * @public
 */
export const existingObjectInput = z.object({
  installation: installationName,
  namespace: z.string().min(1).describe('Kubernetes namespace of the object'),
  name: z.string().min(1).describe('Kubernetes name of the object'),
});

/**
 * What operations that make an object in a project take, beside their own fields.
 *
 * @public
 */
export const newObjectInput = z.object({
  installation: installationName,
  project: projectReference,
  name: objectName,
  owner: z
    .string()
    .optional()
    .describe('Entity ref of the group that owns it, where not the project’s'),
  component: z
    .string()
    .optional()
    .describe('Entity ref of the component that uses it'),
});

/**
 * What every operation answers at least.
 *
 * @public
 */
export const objectOutput = z.object({
  installation: z.string(),
  namespace: z.string(),
  name: z.string(),
  entityRef: z.string().describe('Entity ref of the object in the catalog'),
});
