import { Person, kubernetesIdentity } from './people';

/** Somebody the API server knows by a token. */
export type Account = { name: string; user: string; groups: string[] };

const serviceAccount = (name: string): Omit<Account, 'name'> => ({
  user: `system:serviceaccount:kube-dc:${name}`,
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-dc'],
});

/** Runs the controllers. */
export const MANAGER = 'manager';

/** The accounts of a sandbox: an administrator, the machinery, the people. */
export function accountsOf(people: Person[]): Account[] {
  return [
    { name: 'admin', user: 'admin', groups: ['system:masters'] },
    {
      name: MANAGER,
      user: serviceAccount('kube-dc-manager').user,
      groups: ['system:masters', ...serviceAccount('kube-dc-manager').groups],
    },
    { name: 'portal', ...serviceAccount('backstage-portal') },
    { name: 'kubernetes-tab', ...serviceAccount('kubernetes-tab') },
    ...people.map(person => ({
      name: person.name,
      ...kubernetesIdentity(person),
    })),
  ];
}
