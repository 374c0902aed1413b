import { defineCrd } from './definition';
import { map, object, quantity, string } from './schema';

export const hierarchicalResourceQuotaCrd = defineCrd({
  group: 'hnc.x-k8s.io',
  version: 'v1alpha2',
  kind: 'HierarchicalResourceQuota',
  plural: 'hierarchicalresourcequotas',
  shortNames: ['hrq'],
  description: 'A quota over a namespace and those below it.',
  statusSubresource: false,
  columns: [
    ['Request', '.status.requestsSummary'],
    ['Limit', '.status.limitsSummary'],
  ],
  spec: object({ hard: map(quantity()) }),
  status: object({
    hard: map(quantity()),
    limitsSummary: string(),
    requestsSummary: string(),
    used: map(quantity()),
  }),
});
