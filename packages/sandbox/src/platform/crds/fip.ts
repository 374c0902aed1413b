import { conditions } from './conditions';
import { defineCrd } from './definition';
import { boolean, object, oneOf, rules, string, immutable } from './schema';

export const fipCrd = defineCrd({
  group: 'kube-dc.com',
  version: 'v1',
  kind: 'FIp',
  plural: 'fips',
  description: 'An external address that leads to one workload.',
  columns: [
    ['Target IP', '.status.resolvedTargetIP'],
    ['External IP', '.status.externalIP'],
    ['VM', '.status.targetVMInterface.vmName'],
    ['Interface', '.status.targetVMInterface.interfaceName'],
    ['Ready', '.status.ready', 'boolean'],
  ],
  spec: object(
    {
      eip: string(),
      externalNetworkType: {
        ...oneOf('public', 'cloud'),
        ...immutable('externalNetworkType'),
      },
      ipAddress: string(),
      vmTarget: object({ interfaceName: string(), 'vmName!': string() }),
    },
    rules(
      [
        "!has(self.eip) || self.eip == '' || !has(self.externalNetworkType) || self.externalNetworkType == ''",
        'eip and externalNetworkType cannot be set at the same time',
      ],
      [
        "!has(self.ipAddress) || self.ipAddress == '' || !has(self.vmTarget)",
        'ipAddress and vmTarget cannot be set at the same time',
      ],
      [
        'has(self.ipAddress) || has(self.vmTarget)',
        'either ipAddress or vmTarget must be specified',
      ],
    ),
  ),
  status: object({
    conditions: conditions(),
    'eip!': string(),
    'externalIP!': string(),
    'ovnFip!': string(),
    'ready!': boolean({ default: false }),
    resolvedTargetIP: string(),
    targetVMInterface: object({
      'interfaceName!': string(),
      'ipAddress!': string(),
      mac: string(),
      'vmName!': string(),
    }),
  }),
});
