import { Organization, eips, organizations, projects } from '../kinds';
import { readCatalogue } from '../platform/billingPlans';
import { Context, defineController } from '../runtime/controller';
import {
  contains,
  ownerOf,
  randomPassword,
  secretData,
  timestamp,
  withConditions,
} from '../runtime/objects';
import {
  configMaps,
  hierarchicalResourceQuotas,
  limitRanges,
  namespaces,
  persistentVolumeClaims,
  pods,
  roleBindings,
  roles,
  secrets,
} from '../runtime/resources';
import {
  Entitlement,
  entitlementOf,
  publicAddresses,
  usageOf,
  usagePairs,
  usedFor,
} from './quota';
import { limitRangeSpec } from './limitRange';
import { USAGE_DELAY_MS, namespacesOf, toOrganization } from './tenancy';

const RBAC = 'rbac.authorization.k8s.io';

/** Organization → roles, bindings, quota, realm access, status. */
export const organizationController = defineController<Organization>({
  resource: organizations,
  reads: [namespaces, roles, roleBindings, limitRanges],
  watches: [
    ...[pods, persistentVolumeClaims, eips].map(resource => ({
      resource,
      toKeys: toOrganization,
      delayMs: USAGE_DELAY_MS,
    })),
    {
      resource: projects,
      toKeys: project => [
        {
          namespace: project.metadata.namespace,
          name: project.metadata.namespace ?? '',
        },
      ],
      delayMs: USAGE_DELAY_MS,
    },
    {
      resource: configMaps,
      toKeys: (configMap, cache) =>
        configMap.metadata.name === 'billing-plans'
          ? cache.list(organizations).map(({ metadata }) => metadata)
          : [],
    },
    {
      resource: hierarchicalResourceQuotas,
      toKeys: quota => [
        {
          namespace: quota.metadata.namespace,
          name: quota.metadata.namespace ?? '',
        },
      ],
      delayMs: USAGE_DELAY_MS,
    },
  ],

  async reconcile(organization, context) {
    if (organization.metadata.deletionTimestamp) {
      return undefined;
    }
    const { client, cache } = context;
    const { name } = organization.metadata;
    await ensureRoles(organization, context);
    if (!organization.status?.ready) {
      await client.createOnce(secrets, {
        metadata: {
          name: 'realm-access',
          namespace: name,
          ownerReferences: [ownerOf(organization)],
        },
        type: 'Opaque',
        data: secretData({
          url: `https://login.kube-dc.example/realms/${name}`,
          user: 'admin',
          password: randomPassword(),
        }),
      });
    }
    const plans = cache.get(configMaps, {
      namespace: 'kube-dc',
      name: 'billing-plans',
    });
    const entitlement = plans
      ? entitlementOf(organization, readCatalogue(plans))
      : undefined;
    await ensureQuota(organization, entitlement, context);
    await updateStatus(organization, entitlement, context);
    return undefined;
  },
});

async function ensureRoles(
  organization: Organization,
  { client, cache }: Context,
): Promise<void> {
  const { name } = organization.metadata;
  const wanted = [
    {
      role: `${name}-admin`,
      group: `${name}:org-admin`,
      rules: [
        {
          apiGroups: ['kube-dc.com'],
          resources: ['organizations'],
          verbs: ['get', 'list', 'watch', 'patch', 'update'],
        },
        {
          apiGroups: ['kube-dc.com'],
          resources: ['projects', 'organizationgroups'],
          verbs: ['*'],
        },
      ],
    },
    {
      role: `${name}-user`,
      group: `${name}:user`,
      rules: [
        {
          apiGroups: ['kube-dc.com'],
          resources: ['organizations'],
          verbs: ['get'],
        },
        {
          apiGroups: ['kube-dc.com'],
          resources: ['projects'],
          verbs: ['get', 'list'],
        },
      ],
    },
  ];
  for (const { role, group, rules } of wanted) {
    const metadata = {
      name: role,
      namespace: name,
      ownerReferences: [ownerOf(organization)],
    };
    await client.ensure(roles, { metadata, rules }, cache.get(roles, metadata));
    await client.ensure(
      roleBindings,
      {
        metadata,
        roleRef: { apiGroup: RBAC, kind: 'Role', name: role },
        subjects: [{ apiGroup: RBAC, kind: 'Group', name: group }],
      },
      cache.get(roleBindings, metadata),
    );
  }
}

async function ensureQuota(
  organization: Organization,
  entitlement: Entitlement | undefined,
  { client, cache }: Context,
): Promise<void> {
  const { name } = organization.metadata;
  const quotaKey = { namespace: name, name: 'plan-quota' };
  const limitsKey = { namespace: name, name: 'default-resource-limits' };
  if (!entitlement) {
    if (cache.get(hierarchicalResourceQuotas, quotaKey)) {
      await client.delete(hierarchicalResourceQuotas, quotaKey);
    }
    return;
  }
  const labels = {
    'billing.kube-dc.com/auto-managed': 'true',
    'billing.kube-dc.com/plan-id': entitlement.planId,
  };
  const ownerReferences = [ownerOf(organization)];
  const known = cache.get(hierarchicalResourceQuotas, quotaKey);
  // A merge patch keeps keys that are not named, so those that no longer
  // count are removed by name.
  const stale = Object.keys(
    (known?.spec?.hard as Record<string, string> | undefined) ?? {},
  ).filter(key => !(key in entitlement.hard));
  await client.ensure(
    hierarchicalResourceQuotas,
    {
      metadata: { ...quotaKey, labels, ownerReferences },
      spec: {
        hard: {
          ...entitlement.hard,
          ...Object.fromEntries(stale.map(key => [key, null])),
        },
      },
    },
    known,
  );
  if (entitlement.limitRange) {
    await client.ensure(
      limitRanges,
      {
        metadata: { ...limitsKey, labels, ownerReferences },
        spec: limitRangeSpec(entitlement.limitRange),
      },
      cache.get(limitRanges, limitsKey),
    );
  }
}

async function updateStatus(
  organization: Organization,
  entitlement: Entitlement | undefined,
  { client, cache, clock, events }: Context,
): Promise<void> {
  const { name } = organization.metadata;
  const usage = usageOf(cache, namespacesOf(cache, name));
  const quota = cache.get(hierarchicalResourceQuotas, {
    namespace: name,
    name: 'plan-quota',
  });
  if (quota && entitlement) {
    const used = usedFor(entitlement.hard, usage);
    const summary = (prefix: string) =>
      Object.keys(entitlement.hard)
        .filter(key => key.startsWith('limits.') === (prefix === 'limits.'))
        .map(key => `${key}: ${used[key]}/${entitlement.hard[key]}`)
        .join(', ');
    await client.patchStatus(hierarchicalResourceQuotas, quota, {
      hard: entitlement.hard,
      used,
      requestsSummary: summary('requests.'),
      limitsSummary: summary('limits.'),
    });
  }
  const numbers = {
    ...usagePairs(entitlement?.hard, usage),
    publicIPv4: {
      hard: entitlement ? String(entitlement.publicIPv4) : '',
      used: String(publicAddresses(cache, name)),
    },
    // The sandbox has no object store that could be measured.
    objectStorage: {
      hard: entitlement ? `${entitlement.objectStorage}G` : '',
      used: '',
    },
  };
  const now = clock.now();
  const changed = !contains(organization.status?.quotaUsage, numbers);
  const becomesReady = !organization.status?.ready;
  await client.patchStatus(organizations, organization, {
    ready: true,
    quotaEnforced: Boolean(entitlement),
    quotaPlanId: entitlement?.planId ?? '',
    quotaUsage: {
      ...numbers,
      ...(changed ? { lastUpdated: timestamp(now) } : {}),
    },
    conditions: withConditions(
      organization.status?.conditions,
      [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Reconciled',
          message: 'realm, roles and quota are in place',
        },
      ],
      now,
    ),
  });
  if (becomesReady) {
    await events.normal(organization, 'Ready', `organization ${name} is ready`);
  }
}
