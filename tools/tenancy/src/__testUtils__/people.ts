import { demoPeople, type Person } from '@kubedc/sandbox';

/** Who calls: a person of each role, and what is no person of the platform. */
export const CALLERS = [
  'operator',
  'orgAdmin',
  'developer',
  'projectManager',
  'user',
  'otherTenant',
  'none',
  'expired',
  'forged',
  'service',
] as const;

/** One of {@link CALLERS}. */
export type Caller = (typeof CALLERS)[number];

/** Callers who are signed in. */
export type SignedIn = Exclude<
  Caller,
  'none' | 'expired' | 'forged' | 'service'
>;

/** The tenant whose things are asked for, and the one that must not learn of them, and the other way round. */
export const TENANT = 'acme';
export const OTHER_TENANT = 'globex';

/** Name of the person who is there in a role. */
export const PERSON_OF: Record<SignedIn, string> = {
  operator: 'olga',
  orgAdmin: 'alice',
  developer: 'bob',
  projectManager: 'petra',
  user: 'uma',
  otherTenant: 'carol',
};

/** The group that makes its members project managers of `acme/prod`. */
export const MANAGERS = 'ops-team';

/** The demo people, and one of each role that none of them has. */
export const people: Person[] = [
  ...demoPeople,
  {
    name: PERSON_OF.projectManager,
    displayName: 'Petra Novak',
    email: 'petra@acme.example',
    organization: TENANT,
    realm: TENANT,
    role: 'Project manager at Acme',
    groups: ['user', MANAGERS],
  },
  {
    name: PERSON_OF.user,
    displayName: 'Uma Rao',
    email: 'uma@acme.example',
    organization: TENANT,
    realm: TENANT,
    role: 'Read-only user of Acme',
    groups: ['user'],
  },
];

export function isSignedIn(caller: Caller): caller is SignedIn {
  return caller in PERSON_OF;
}
