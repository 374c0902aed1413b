import {
  ipv4CidrsOverlap,
  parseIpv4Cidr,
  projectType,
  textOf,
  type Project,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '../engine/FieldError';
import type { OperationContext } from '../types';

/** Addresses of a /20 network. */
const PROJECT_NETWORK_SIZE = 2 ** 12;

/** 10.0.0.0/8 as first address and count. */
const POOL = { first: 10 * 2 ** 24, size: 2 ** 24 };

/**
 * Networks of an organization's projects.
 */
function networksOf(organization: string, context: OperationContext) {
  return context.mirror
    .list<Project>(projectType, organization)
    .flatMap(project => {
      const cidr = textOf(project.spec?.cidrBlock);
      return cidr ? [{ cidr, project: project.metadata.name }] : [];
    });
}

/**
 * The first /20 of 10.0.0.0/8 that no project of the organization uses.
 *
 * @throws a FieldError naming `cidrBlock` when all are in use.
 */
export function firstFreeNetwork(
  organization: string,
  context: OperationContext,
): string {
  const taken = networksOf(organization, context).flatMap(
    ({ cidr }) => parseIpv4Cidr(cidr) ?? [],
  );
  for (
    let first = POOL.first;
    first < POOL.first + POOL.size;
    first += PROJECT_NETWORK_SIZE
  ) {
    const last = first + PROJECT_NETWORK_SIZE - 1;
    if (taken.every(range => range.last < first || last < range.first)) {
      return `${dotted(first)}/20`;
    }
  }
  throw new FieldError(
    'cidrBlock',
    `All networks of 10.0.0.0/8 are in use in ${organization}; name one`,
  );
}

/**
 * @throws a FieldError naming `cidrBlock` when a project of the organization uses part of the network.
 */
export function requireFreeNetwork(
  cidrBlock: string,
  organization: string,
  context: OperationContext,
): void {
  const user = networksOf(organization, context).find(({ cidr }) =>
    ipv4CidrsOverlap(cidr, cidrBlock),
  );
  if (user) {
    throw new FieldError(
      'cidrBlock',
      `${cidrBlock} overlaps ${user.cidr} of project ${user.project}`,
    );
  }
}

function dotted(address: number): string {
  return [24, 16, 8, 0]
    .map(shift => Math.floor(address / 2 ** shift) % 256)
    .join('.');
}
