import { KubeClient } from '../runtime/client';
import { conditionOf, timestamp } from '../runtime/objects';
import {
  clusterRoleBindings,
  clusterRoles,
  configMaps,
  customResourceDefinitionResource,
  namespaces,
  nodes,
  roleBindings,
  roles,
  serviceAccounts,
  storageClasses,
  validatingAdmissionPolicies,
  validatingAdmissionPolicyBindings,
} from '../runtime/resources';
import { Condition, KubeObject, Resource } from '../runtime/types';
import { billingPlansConfigMap } from './billingPlans';
import { customResourceDefinitions } from './crds';
import { imagesConfigMap } from './images';
import {
  nodeStatus,
  platformNodes,
  platformStorageClasses,
} from './infrastructure';
import { admissionPolicies } from './policies';
import { clusterAccess, clusterAdmin } from './rbac/accounts';
import { projectRoleTemplates } from './rbac/projectRoles';

const KINDS: Record<string, Resource> = Object.fromEntries(
  [
    namespaces,
    configMaps,
    serviceAccounts,
    roles,
    roleBindings,
    clusterRoles,
    clusterRoleBindings,
    validatingAdmissionPolicies,
    validatingAdmissionPolicyBindings,
  ].map(resource => [resource.kind, resource]),
);

function namespace(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/**
 * Puts the platform into a cluster: kinds, roles, policies, catalogues, hosts. Repeating
 * it changes nothing.
 */
export async function installPlatform(client: KubeClient): Promise<void> {
  await Promise.all(
    customResourceDefinitions.map(crd =>
      client.ensure(customResourceDefinitionResource, crd),
    ),
  );
  await client.ensure(namespaces, namespace('kube-dc'));
  const manifests = [
    ...projectRoleTemplates,
    ...clusterAccess,
    imagesConfigMap,
    billingPlansConfigMap,
    ...admissionPolicies,
  ];
  await Promise.all([
    client.createOnce(clusterRoles, clusterAdmin),
    ...manifests.map(manifest => client.ensure(KINDS[manifest.kind], manifest)),
    ...platformStorageClasses.map(storageClass =>
      client.ensure(storageClasses, storageClass),
    ),
    ...platformNodes.map(async (node, index) => {
      const created = await client.ensure(nodes, node);
      const now = timestamp(new Date());
      await client.patchStatus(nodes, created, nodeStatus(index, now));
    }),
  ]);
  await established(client);
}

/** Waits until the API serves all kinds of the platform. */
async function established(client: KubeClient): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { items } = await client.page(customResourceDefinitionResource, {});
    const waiting = customResourceDefinitions.find(
      crd => !items.some(item => isEstablished(item, crd.metadata.name)),
    );
    if (!waiting) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${waiting.metadata.name} was not established in 120 s`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 20);
    });
  }
}

function isEstablished({ metadata, status }: KubeObject, name: string) {
  const conditions = (status?.conditions ?? []) as Condition[];
  return (
    metadata.name === name &&
    conditionOf(conditions, 'Established')?.status === 'True'
  );
}
