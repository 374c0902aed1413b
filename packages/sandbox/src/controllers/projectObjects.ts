import { Project, eips, objectBucketClaims } from '../kinds';
import { PROJECT_ROLES, roleTemplateName } from '../platform/rbac/projectRoles';
import { Context } from '../runtime/controller';
import { secretData } from '../runtime/objects';
import {
  hierarchicalResourceQuotas,
  limitRanges,
  networkAttachmentDefinitions,
  resourceQuotas,
  roleBindings,
  roles,
  secrets,
} from '../runtime/resources';
import { KubeObject, Resource } from '../runtime/types';
import { BUCKET_FINALIZER } from './objectBucketClaim';
import { generateSshKeyPair } from './sshKeys';

const RBAC = 'rbac.authorization.k8s.io';

/** Claim of the bucket that snapshots of a project's clusters go to. */
export const CLUSTER_BACKUPS = 'managed-k8s-backups';

/** The objects of fixed names that every project's namespace has. */
export async function ensureProjectObjects(
  project: Project,
  namespace: string,
  context: Context,
): Promise<void> {
  const { client, cache } = context;
  await ensureRoles(project, namespace, context);
  await ensureKeys(namespace, context);
  const gateway = { name: 'default-gw', namespace };
  await client.ensure(
    eips,
    {
      metadata: gateway,
      spec: {
        childRef: `${namespace}-ext-${project.spec?.egressNetworkType}`,
      },
    },
    cache.get(eips, gateway),
  );
  const network = { name: 'default', namespace };
  await client.ensure(
    networkAttachmentDefinitions,
    {
      metadata: network,
      spec: {
        config: JSON.stringify({
          cniVersion: '0.3.0',
          type: 'kube-ovn',
          server_socket: '/run/openvswitch/kube-ovn-daemon.sock',
          provider: `default.${namespace}.ovn`,
        }),
      },
    },
    cache.get(networkAttachmentDefinitions, network),
  );
  await ensureBackupBucket(project, namespace, context);
  await propagate(
    hierarchicalResourceQuotas,
    { namespace: project.metadata.namespace, name: 'plan-quota' },
    resourceQuotas,
    { namespace, name: 'hrq.hnc.x-k8s.io' },
    context,
  );
  const limits = { name: 'default-resource-limits' };
  await propagate(
    limitRanges,
    { ...limits, namespace: project.metadata.namespace },
    limitRanges,
    { ...limits, namespace },
    context,
  );
}

async function ensureBackupBucket(
  project: Project,
  namespace: string,
  { client, cache }: Context,
): Promise<void> {
  const key = { namespace, name: CLUSTER_BACKUPS };
  const known = cache.get(objectBucketClaims, key);
  await client.ensure(
    objectBucketClaims,
    {
      metadata: {
        ...key,
        labels: { 'kube-dc.com/organization': `${project.metadata.namespace}` },
        // Only at first: a claim that is being deleted takes no finalizers.
        ...(known ? {} : { finalizers: [BUCKET_FINALIZER] }),
      },
      spec: {
        bucketName: `${namespace}-${CLUSTER_BACKUPS}`,
        storageClassName: 'ceph-bucket',
      },
    },
    known,
  );
}

async function ensureRoles(
  project: Project,
  namespace: string,
  { client, cache }: Context,
): Promise<void> {
  for (const [name, column] of Object.entries(PROJECT_ROLES)) {
    const template = cache.get(roles, {
      namespace: 'kube-dc',
      name: roleTemplateName(column),
    });
    if (template) {
      const key = { namespace, name };
      await client.ensure(
        roles,
        { metadata: key, rules: template.rules },
        cache.get(roles, key),
      );
    }
  }
  const organization = project.metadata.namespace;
  for (const { name, role, group } of [
    { name: 'org-admin', role: 'admin', group: 'org-admin' },
    { name: 'org-user', role: 'user', group: 'user' },
  ]) {
    const key = { namespace, name };
    await client.ensure(
      roleBindings,
      {
        metadata: key,
        roleRef: { apiGroup: RBAC, kind: 'Role', name: role },
        subjects: [
          { apiGroup: RBAC, kind: 'Group', name: `${organization}:${group}` },
        ],
      },
      cache.get(roleBindings, key),
    );
  }
}

/** Namespaces whose keys exist, so that none is generated in vain. */
const haveKeys = new WeakMap<Context, Set<string>>();

async function ensureKeys(namespace: string, context: Context): Promise<void> {
  const known = haveKeys.get(context) ?? new Set();
  haveKeys.set(context, known);
  if (known.has(namespace)) {
    return;
  }
  const { client } = context;
  const current = await client.get(secrets, {
    namespace,
    name: 'ssh-keypair-default',
  });
  const publicKey = current
    ? Buffer.from(current.data?.['id_rsa.pub'] ?? '', 'base64').toString()
    : undefined;
  const pair = publicKey ? undefined : generateSshKeyPair(namespace);
  if (pair) {
    await client.createOnce(secrets, {
      metadata: { name: 'ssh-keypair-default', namespace },
      type: 'Opaque',
      data: secretData({
        id_rsa: pair.privateKey,
        'id_rsa.pub': pair.publicKey,
      }),
    });
  }
  await client.createOnce(secrets, {
    metadata: { name: 'authorized-keys-default', namespace },
    type: 'Opaque',
    data: secretData({ admin: publicKey ?? pair?.publicKey ?? '' }),
  });
  known.add(namespace);
}

/** Copies what an organization has into the namespace of a project. */
async function propagate(
  fromResource: Resource,
  from: { namespace?: string; name: string },
  toResource: Resource,
  to: { namespace: string; name: string },
  { client, cache }: Context,
): Promise<void> {
  const source: KubeObject | undefined = cache.get(fromResource, from);
  const target = cache.get(toResource, to);
  if (!source) {
    if (target) {
      await client.delete(toResource, to);
    }
    return;
  }
  await client.ensure(
    toResource,
    {
      metadata: {
        ...to,
        labels: { 'app.kubernetes.io/managed-by': 'hnc.x-k8s.io' },
      },
      spec: source.spec,
    },
    target,
  );
}
