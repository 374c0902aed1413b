import { ORGANIZATION_GROUP_FINALIZER } from '../controllers/organizationGroup';
import { PROJECT_FINALIZER } from '../controllers/project';
import { organizationGroups, organizations, projects } from '../kinds';
import { KubeClient } from '../runtime/client';
import { namespaces } from '../runtime/resources';
import { SeedOrganization } from './types';

const BILLING = 'billing.kube-dc.com';

/** Creates an organization with its projects and groups. */
export async function createTenant(
  client: KubeClient,
  seed: SeedOrganization,
): Promise<void> {
  const { name } = seed;
  await client.createOnce(namespaces, { metadata: { name } });
  await client.createOnce(organizations, {
    metadata: {
      name,
      namespace: name,
      annotations: {
        [`${BILLING}/plan-id`]: seed.plan,
        [`${BILLING}/plan-name`]: seed.planName,
        [`${BILLING}/subscription`]: seed.subscription,
        ...(seed.addons
          ? { [`${BILLING}/addons`]: JSON.stringify(seed.addons) }
          : {}),
      },
    },
    spec: { description: seed.description, email: seed.email },
  });
  await Promise.all([
    ...seed.projects.map(project =>
      client.createOnce(projects, {
        metadata: {
          name: project.name,
          namespace: name,
          finalizers: [PROJECT_FINALIZER],
        },
        spec: { cidrBlock: project.cidr, egressNetworkType: 'cloud' },
      }),
    ),
    ...(seed.groups ?? []).map(group =>
      client.createOnce(organizationGroups, {
        metadata: {
          name: group.name,
          namespace: name,
          finalizers: [ORGANIZATION_GROUP_FINALIZER],
          annotations: { 'kube-dc.com/display-name': group.displayName },
        },
        spec: { permissions: group.permissions },
      }),
    ),
  ]);
}
