import { mockCredentials } from '@backstage/backend-test-utils';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  kindRegistry,
  organizationKind,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityService,
  KubedcIdentity,
  RightsService,
} from '@kubedc/backstage-plugin-kubedc-node';

/** The people of the decision table, by the heads of its columns. */
export const PEOPLE: Record<
  string,
  { ref: string; identity?: KubedcIdentity }
> = {
  'another provider': { ref: 'user:default/guest' },
  member: {
    ref: 'user:acme/bob',
    identity: {
      installation: 'zurich',
      user: 'acme:bob',
      groups: ['acme:backend-team'],
    },
  },
  operator: {
    ref: 'user:kube-dc/olga',
    identity: {
      installation: 'zurich',
      user: 'platform:olga',
      groups: ['platform:admin'],
    },
  },
};

/** Somebody as the permission backend hands them to a policy. */
export function userOf(person: string): PolicyQueryUser {
  const { ref } = PEOPLE[person];
  return {
    credentials: mockCredentials.user(ref),
    info: {
      userEntityRef: ref,
      ownershipEntityRefs: [ref, 'group:default/team'],
    },
  };
}

export const identities: IdentityService = {
  find: async ({ principal }) => {
    const { userEntityRef } = principal as { userEntityRef?: string };
    return Object.values(PEOPLE).find(({ ref }) => ref === userEntityRef)
      ?.identity;
  },
  require: async () => {
    throw new Error('A policy asks who somebody is, it does not demand it');
  },
};

/** Bob lists everything in two projects and organizations nowhere; the operator lists organizations everywhere. */
export function rightsOfPeople(): jest.Mocked<
  Required<Pick<RightsService, 'namespaces' | 'isOperator' | 'revision'>>
> &
  Pick<RightsService, 'check'> {
  return {
    check: async () => ({ allowed: false }),
    isOperator: jest.fn(async (_, { user }) => user === 'platform:olga'),
    namespaces: jest.fn(async (_, { user }, { resource }) => ({
      all: false,
      namespaces: new Set(
        user === 'acme:bob' && resource !== organizationKind.type.resource
          ? ['acme-prod', 'acme-dev']
          : [],
      ),
    })),
    revision: jest.fn((_: string) => 0),
  };
}

/** Kinds that {@link rightsOfPeople} lets Bob list. */
export const LISTED_KINDS = kindRegistry
  .all()
  .filter(kind => kind !== organizationKind);
