import { conditions } from './conditions';
import { defineCrd } from './definition';
import { quotaUsage } from './quotaUsage';
import { array, boolean, object, string, time } from './schema';

const dnsName = string({
  pattern:
    '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
});

export const organizationCrd = defineCrd({
  group: 'kube-dc.com',
  version: 'v1',
  kind: 'Organization',
  plural: 'organizations',
  description: 'A tenant of the platform.',
  spec: object(
    {
      description: string({
        maxLength: 128,
        pattern: "^[a-zA-Z0-9\\s.,\\-']+$",
      }),
      'email!': string({ minLength: 5, maxLength: 256 }),
      security: object({
        certificateDomains: array(
          object({
            'project!': string({
              minLength: 1,
              maxLength: 63,
              pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
            }),
            privateDnsNames: array(dnsName),
            publicDnsNames: array(dnsName),
          }),
          {
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['project'],
          },
        ),
      }),
    },
    { description: 'The tenant that is asked for.' },
  ),
  status: object({
    conditions: conditions(),
    quotaEnforced: boolean(),
    quotaPlanId: string(),
    quotaUsage: quotaUsage('organization'),
    'ready!': boolean({ default: false }),
    security: object({
      authAccessor: string(),
      conditions: conditions(),
      lastSnapshot: time(),
      namespace: string(),
      oidcAccessor: string(),
      pkiExpiry: time(),
    }),
  }),
});
