import { conditions } from './conditions';
import { defineCrd } from './definition';
import { quotaUsage } from './quotaUsage';
import { boolean, integer, object, oneOf, string, immutable } from './schema';

const tally = () =>
  object({
    count: integer(),
    ready: boolean(),
    synced: integer(),
    expiringSoon: integer(),
  });

export const projectCrd = defineCrd({
  group: 'kube-dc.com',
  version: 'v1',
  kind: 'Project',
  plural: 'projects',
  description: 'A space for workloads inside an organization.',
  spec: object({
    'cidrBlock!': string(),
    'egressNetworkType!': {
      ...oneOf('public', 'cloud'),
      ...immutable('egressNetworkType'),
    },
    gwLanIp: string(),
  }),
  status: object({
    conditions: conditions(),
    namespace: string(),
    quotaUsage: quotaUsage('project'),
    ready: boolean({ default: false }),
    security: object({
      certificateManager: tally(),
      conditions: conditions(),
      databaseCredentials: tally(),
      kms: tally(),
      kvMount: string(),
      secretStoreName: string(),
      secretsManager: tally(),
      syncServiceAccount: string(),
    }),
  }),
});
