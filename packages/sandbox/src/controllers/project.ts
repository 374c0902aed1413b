import {
  Project,
  eips,
  fips,
  kdcClusters,
  kdcDatabases,
  objectBucketClaims,
  projects,
  virtualMachines,
} from '../kinds';
import { Context, defineController } from '../runtime/controller';
import { contains, timestamp, withConditions } from '../runtime/objects';
import {
  hierarchicalResourceQuotas,
  limitRanges,
  namespaces,
  networkAttachmentDefinitions,
  persistentVolumeClaims,
  pods,
  resourceQuotas,
  roleBindings,
  roles,
} from '../runtime/resources';
import { Condition, KubeObject, ObjectKey, Resource } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { addFinalizer, removeFinalizer } from './finalizer';
import { ensureProjectObjects } from './projectObjects';
import { PROJECTS_LIMIT, usageOf, usagePairs, usedFor } from './quota';
import {
  PROJECT_ANNOTATION,
  USAGE_DELAY_MS,
  backingNamespace,
  toProject,
} from './tenancy';

export const PROJECT_FINALIZER = 'project.kube-dc.com/finalizer';
const NETWORK_SECONDS = 4;

function projectsOf(object: KubeObject, list: Project[]): ObjectKey[] {
  return list
    .filter(({ metadata }) => metadata.namespace === object.metadata.namespace)
    .map(({ metadata }) => metadata);
}

/** Project → namespace with roles, network, keys and quota; status. */
export const projectController = defineController<Project>({
  resource: projects,
  reads: [limitRanges, fips, roles, roleBindings, networkAttachmentDefinitions],
  watches: [
    ...[
      pods,
      persistentVolumeClaims,
      resourceQuotas,
      kdcClusters,
      objectBucketClaims,
      kdcDatabases,
      virtualMachines,
      fips,
    ].map(resource => ({
      resource,
      toKeys: toProject,
      delayMs: USAGE_DELAY_MS,
    })),
    { resource: eips, toKeys: toProject },
    {
      resource: namespaces,
      toKeys: namespace => {
        const [organization, name] =
          namespace.metadata.annotations?.[PROJECT_ANNOTATION]?.split('/') ??
          [];
        return organization && name ? [{ namespace: organization, name }] : [];
      },
    },
    {
      resource: hierarchicalResourceQuotas,
      toKeys: (quota, cache) => projectsOf(quota, cache.list(projects)),
      delayMs: USAGE_DELAY_MS,
    },
  ],

  async reconcile(project, context) {
    if (project.metadata.deletionTimestamp) {
      return tearDown(project, context);
    }
    const { client, cache, clock, steps, events } = context;
    await addFinalizer(client, projects, project, PROJECT_FINALIZER);
    const excess =
      cache.list(projects, project.metadata.namespace).length - PROJECTS_LIMIT;
    if (excess > 0 && !project.status?.ready) {
      await setStatus(project, context, false, {
        type: 'LimitCheck',
        status: 'False',
        reason: 'LimitExceeded',
        message: `the organization may have ${PROJECTS_LIMIT} projects`,
      });
      return { requeueAfterMs: clock.ms(60) };
    }
    const namespace = backingNamespace(project);
    await client.ensure(
      namespaces,
      {
        metadata: {
          name: namespace,
          labels: { 'kube-dc.com/project': '' },
          annotations: {
            [PROJECT_ANNOTATION]: `${project.metadata.namespace}/${project.metadata.name}`,
          },
        },
      },
      cache.get(namespaces, { name: namespace }),
    );
    await ensureProjectObjects(project, namespace, context);
    const gateway = cache.get(eips, { namespace, name: 'default-gw' });
    const wait = project.status?.ready
      ? 0
      : steps.remaining(project, 'network', NETWORK_SECONDS);
    const ready = Boolean(gateway?.status?.ready) && wait === 0;
    await setStatus(project, context, ready, {
      type: 'LimitCheck',
      status: 'True',
      reason: 'WithinLimit',
      message: 'the organization has no more projects than it may have',
    });
    if (ready && !project.status?.ready) {
      await events.normal(project, 'Ready', `namespace ${namespace} is ready`);
    }
    return wait ? { requeueAfterMs: wait } : undefined;
  },
});

async function setStatus(
  project: Project,
  { client, cache, clock }: Context,
  ready: boolean,
  limitCheck: Condition,
): Promise<void> {
  if (clock.isSeeding && !ready) {
    // It will be before anybody looks.
    return;
  }
  const namespace = backingNamespace(project);
  const usage = usageOf(cache, [namespace]);
  const own = cache.get(resourceQuotas, { namespace, name: 'project-quota' });
  const planQuota = cache.get(hierarchicalResourceQuotas, {
    namespace: project.metadata.namespace,
    name: 'plan-quota',
  });
  const hard = (own ?? planQuota)?.spec?.hard as
    | Record<string, string>
    | undefined;
  const propagated = cache.get(resourceQuotas, {
    namespace,
    name: 'hrq.hnc.x-k8s.io',
  });
  const limits = propagated?.spec?.hard as Record<string, string> | undefined;
  if (propagated && limits) {
    await client.patchStatus(resourceQuotas, propagated, {
      hard: limits,
      used: usedFor(limits, usage),
    });
  }
  const numbers = {
    ...usagePairs(hard, usage),
    perProjectQuotaSet: Boolean(own),
  };
  const now = clock.now();
  const changed = !contains(project.status?.quotaUsage, numbers);
  await client.patchStatus(projects, project, {
    ready,
    namespace,
    quotaUsage: {
      ...numbers,
      ...(changed ? { lastUpdated: timestamp(now) } : {}),
    },
    conditions: withConditions(project.status?.conditions, [limitCheck], now),
  });
}

/** Kinds that are removed before the namespace, in the platform's order. */
const TEARDOWN: Resource[][] = [
  [kdcClusters, objectBucketClaims],
  [virtualMachines, kdcDatabases, fips],
  [eips],
];

async function tearDown(project: Project, context: Context): Promise<Result> {
  const { client, cache } = context;
  const namespace = backingNamespace(project);
  await client.patchStatus(projects, project, { ready: false });
  for (const stage of TEARDOWN) {
    const left = stage.flatMap(resource =>
      cache
        .list(resource, namespace)
        .map(({ metadata }) => ({ resource, metadata })),
    );
    for (const { resource, metadata } of left) {
      if (!metadata.deletionTimestamp) {
        await client.delete(resource, metadata);
      }
    }
    if (left.length) {
      return { requeueAfterMs: 1000 };
    }
  }
  const backing = cache.get(namespaces, { name: namespace });
  if (backing) {
    if (!backing.metadata.deletionTimestamp) {
      await client.delete(namespaces, { name: namespace });
    }
    return { requeueAfterMs: 1000 };
  }
  await removeFinalizer(client, projects, project, PROJECT_FINALIZER);
  return undefined;
}
