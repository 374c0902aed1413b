import { OrganizationGroup, organizationGroups, projects } from '../kinds';
import { Context, defineController } from '../runtime/controller';
import { namespaces, roleBindings } from '../runtime/resources';
import { ObjectKey, keyOf } from '../runtime/types';
import { addFinalizer, removeFinalizer } from './finalizer';
import { namespacesOf, projectOfNamespace } from './tenancy';

const RBAC = 'rbac.authorization.k8s.io';
export const ORGANIZATION_GROUP_FINALIZER =
  'organizationgroup.kube-dc.com/finalizer';

/** OrganizationGroup → role bindings in the namespaces of its projects. */
export const organizationGroupController = defineController<OrganizationGroup>({
  resource: organizationGroups,
  watches: [
    {
      resource: projects,
      toKeys: (project, cache) =>
        cache
          .list(organizationGroups, project.metadata.namespace)
          .map(({ metadata }) => metadata),
    },
    {
      resource: roleBindings,
      toKeys: (binding, cache) => {
        const group = binding.metadata.labels?.group;
        const owner = projectOfNamespace(cache, binding.metadata.namespace);
        return group && owner
          ? [{ namespace: owner.organization, name: group }]
          : [];
      },
    },
    {
      resource: namespaces,
      toKeys: (namespace, cache) => {
        const owner = projectOfNamespace(cache, namespace.metadata.name);
        return owner
          ? cache
              .list(organizationGroups, owner.organization)
              .map(({ metadata }) => metadata)
          : [];
      },
    },
  ],

  async reconcile(group, context) {
    const { client } = context;
    if (group.metadata.deletionTimestamp) {
      await removeBindings(group, [], context);
      await removeFinalizer(
        client,
        organizationGroups,
        group,
        ORGANIZATION_GROUP_FINALIZER,
      );
      return undefined;
    }
    await addFinalizer(
      client,
      organizationGroups,
      group,
      ORGANIZATION_GROUP_FINALIZER,
    );
    const wanted = await ensureBindings(group, context);
    await removeBindings(group, wanted, context);
    return undefined;
  },
});

async function ensureBindings(
  group: OrganizationGroup,
  { client, cache }: Context,
): Promise<ObjectKey[]> {
  const { name, namespace: organization } = group.metadata;
  const wanted: ObjectKey[] = [];
  for (const { project, roles } of group.spec?.permissions ?? []) {
    const namespace = cache.get(projects, {
      namespace: organization,
      name: project,
    })?.status?.namespace;
    const backing = namespace && cache.get(namespaces, { name: namespace });
    if (!namespace || !backing || backing.metadata.deletionTimestamp) {
      continue;
    }
    for (const role of roles) {
      const key = { namespace, name: `${role}-${name}` };
      wanted.push(key);
      await client.ensure(
        roleBindings,
        {
          metadata: { ...key, labels: { group: name } },
          roleRef: { apiGroup: RBAC, kind: 'Role', name: role },
          subjects: [
            { apiGroup: RBAC, kind: 'Group', name: `${organization}:${name}` },
          ],
        },
        cache.get(roleBindings, key),
      );
    }
  }
  return wanted;
}

async function removeBindings(
  group: OrganizationGroup,
  wanted: ObjectKey[],
  { client, cache }: Context,
): Promise<void> {
  const keep = new Set(wanted.map(keyOf));
  for (const namespace of namespacesOf(cache, group.metadata.namespace ?? '')) {
    for (const binding of cache.list(roleBindings, namespace)) {
      if (
        binding.metadata.labels?.group === group.metadata.name &&
        !keep.has(keyOf(binding.metadata))
      ) {
        await client.delete(roleBindings, binding.metadata);
      }
    }
  }
}
