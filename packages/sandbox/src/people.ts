/** A person who can sign in to the sandbox. */
export type Person = {
  /** User name in the realm. */
  name: string;
  displayName: string;
  email: string;
  /** The organization; `platform` for whoever runs the platform. */
  organization: string;
  /** The realm: an organization, or `master` for whoever runs the platform. */
  realm: string;
  /** What the person is there, in words. */
  role: string;
  /** Groups of the realm, without its prefix. */
  groups: string[];
};

/** The demo people; none has a password. */
export const demoPeople: Person[] = [
  {
    name: 'olga',
    displayName: 'Olga Petrova',
    email: 'olga@kube-dc.example',
    organization: 'platform',
    realm: 'master',
    role: 'Platform operator',
    groups: ['admin'],
  },
  {
    name: 'alice',
    displayName: 'Alice Moreau',
    email: 'alice@acme.example',
    organization: 'acme',
    realm: 'acme',
    role: 'Organization administrator of Acme',
    groups: ['org-admin', 'user'],
  },
  {
    name: 'bob',
    displayName: 'Bob Lindqvist',
    email: 'bob@acme.example',
    organization: 'acme',
    realm: 'acme',
    role: 'Developer at Acme, group backend-team',
    groups: ['user', 'backend-team'],
  },
  {
    name: 'carol',
    displayName: 'Carol Nakamura',
    email: 'carol@globex.example',
    organization: 'globex',
    realm: 'globex',
    role: 'Organization administrator of Globex',
    groups: ['org-admin', 'user'],
  },
  {
    name: 'dave',
    displayName: 'Dave Okafor',
    email: 'dave@globex.example',
    organization: 'globex',
    realm: 'globex',
    role: 'Read-only user of Globex',
    groups: ['user'],
  },
];

/** The prefix that the API server puts before names of a realm. */
export function realmPrefix(realm: string): string {
  return realm === 'master' ? 'platform' : realm;
}

/** The name and groups that the API server knows a person by. */
export function kubernetesIdentity(person: Person): {
  user: string;
  groups: string[];
} {
  const prefix = realmPrefix(person.realm);
  return {
    user: `${prefix}:${person.name}`,
    groups: person.groups.map(group => `${prefix}:${group}`),
  };
}

/** Whoever administers an organization that nobody of the demo belongs to. */
export function firstAdministrator(organization: string): Person {
  return {
    name: 'admin',
    displayName: 'Administrator',
    email: `admin@${organization}.example`,
    organization,
    realm: organization,
    role: `Organization administrator of ${organization}`,
    groups: ['org-admin', 'user'],
  };
}
