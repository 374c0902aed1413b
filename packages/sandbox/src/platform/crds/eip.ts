import { conditions } from './conditions';
import { defineCrd } from './definition';
import { array, boolean, object, rules, string, immutable } from './schema';

export const eipCrd = defineCrd({
  group: 'kube-dc.com',
  version: 'v1',
  kind: 'EIp',
  plural: 'eips',
  description: 'An external address.',
  columns: [
    ['External IP', '.status.ipAddress'],
    ['Ready', '.status.ready', 'boolean'],
    ['Age', '.metadata.creationTimestamp', 'date'],
    ['Ownership', '.status.ownershipType'],
  ],
  spec: object(
    {
      childRef: string(immutable('childRef')),
      externalNetworkType: string(immutable('externalNetworkType')),
    },
    rules([
      "!has(self.externalNetworkType) || self.externalNetworkType == '' || !has(self.childRef) || self.childRef == ''",
      'externalNetworkType and childRef cannot be set at the same time',
    ]),
  ),
  status: object({
    conditions: conditions(),
    deleteReleased: boolean(),
    ipAddress: string(),
    'ovnEIpRef!': string(),
    owners: array(object({ ownerRef: string(), type: string() })),
    'ownershipType!': string({ default: 'Released' }),
    'ready!': boolean({ default: false }),
  }),
});
