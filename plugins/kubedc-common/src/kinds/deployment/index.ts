import {
  summarizeWorkload,
  workloadFacts,
  workloadHealth,
  workloadKeywords,
} from '../shared/workload';
import type { KindDefinition } from '../types';
import { deploymentType, type Deployment } from './type';

export * from './type';

/**
 * Workloads without state; components where the configuration asks for them.
 *
 * @public
 */
export const deploymentKind: KindDefinition<Deployment> = {
  id: 'deployment',
  type: deploymentType,
  scope: 'project',
  title: { singular: 'Deployment', plural: 'Deployments' },
  path: 'deployments',
  entity: { kind: 'Component', type: 'service', prefix: 'deployment' },
  optIn: true,
  listed: false,
  facts: workloadFacts,
  supporting: [],
  health: workloadHealth,
  summarize: workload => summarizeWorkload(workload),
  keywords: workload => workloadKeywords(workload),
  operations: [],
};
