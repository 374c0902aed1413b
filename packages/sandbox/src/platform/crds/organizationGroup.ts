import { defineCrd } from './definition';
import { array, object, string } from './schema';

export const organizationGroupCrd = defineCrd({
  group: 'kube-dc.com',
  version: 'v1',
  kind: 'OrganizationGroup',
  plural: 'organizationgroups',
  description: 'The roles that a group of a tenant has in its projects.',
  spec: object({
    permissions: array(
      object({ 'project!': string(), 'roles!': array(string()) }),
    ),
  }),
  status: object({}),
});
