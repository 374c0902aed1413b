import {
  clusterDatastoreType,
  ipv4CidrsOverlap,
  kdcClusterType,
  numberOf,
  projectType,
  textOf,
  type ClusterDatastore,
  type KdcCluster,
  type Project,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '../engine/FieldError';
import type { OperationContext } from '../types';

/** Ports that the platform's own console takes for datastores. */
const PORTS = { first: 32380, last: 32499 };

/**
 * Worker image of an offered version.
 *
 * @throws a FieldError naming `version` when it is not offered; the API would take any text.
 */
export function workerImageOf(
  version: string,
  context: OperationContext,
): string {
  const offered = context.installation.offers.clusterVersions;
  const offer = offered.find(candidate => candidate.version === version);
  if (!offer) {
    throw new FieldError(
      'version',
      `${version} is not offered; choose one of ${offered
        .map(candidate => candidate.version)
        .join(', ')}`,
    );
  }
  return offer.workerImage;
}

/**
 * First port that no datastore in the namespace uses.
 *
 * @throws a FieldError naming `name` when all are in use.
 */
export function freeDatastorePort(
  namespace: string,
  context: OperationContext,
): number {
  const { mirror } = context;
  const used = new Set([
    ...mirror
      .list<KdcCluster>(kdcClusterType, namespace)
      .map(cluster => numberOf(cluster.spec?.dataStore?.port)),
    ...mirror
      .list<ClusterDatastore>(clusterDatastoreType, namespace)
      .map(datastore => numberOf(datastore.spec?.service?.port)),
  ]);
  for (let port = PORTS.first; port <= PORTS.last; port += 1) {
    if (!used.has(port)) {
      return port;
    }
  }
  throw new FieldError(
    'name',
    'The project has no free port left for another cluster’s datastore',
  );
}

/**
 * @throws a FieldError naming `podCIDR` or `serviceCIDR` when networks overlap each other or the project's.
 */
export function requireSeparateNetworks(
  input: { project: string; podCIDR: string; serviceCIDR: string },
  context: OperationContext,
): void {
  const { podCIDR, serviceCIDR } = input;
  if (ipv4CidrsOverlap(podCIDR, serviceCIDR)) {
    throw new FieldError(
      'serviceCIDR',
      `${serviceCIDR} overlaps the network of the pods, ${podCIDR}`,
    );
  }
  const [organization, name] = input.project.split('/');
  const project = context.mirror.get<Project>(projectType, organization, name);
  const projectCidr = textOf(project?.spec?.cidrBlock);
  for (const [field, cidr] of Object.entries({ podCIDR, serviceCIDR })) {
    if (projectCidr && ipv4CidrsOverlap(cidr, projectCidr)) {
      throw new FieldError(
        field,
        `${cidr} overlaps the network of the project, ${projectCidr}`,
      );
    }
  }
}
