import {
  summarizeWorkload,
  workloadFacts,
  workloadHealth,
  workloadKeywords,
} from '../shared/workload';
import type { KindDefinition } from '../types';
import { statefulSetType, type StatefulSet } from './type';

export * from './type';

/**
 * Workloads with state; components where the configuration asks for them.
 *
 * @public
 */
export const statefulSetKind: KindDefinition<StatefulSet> = {
  id: 'statefulSet',
  type: statefulSetType,
  scope: 'project',
  title: { singular: 'Stateful set', plural: 'Stateful sets' },
  path: 'stateful-sets',
  entity: { kind: 'Component', type: 'service', prefix: 'statefulset' },
  optIn: true,
  listed: false,
  facts: workloadFacts,
  supporting: [],
  health: workloadHealth,
  summarize: workload => summarizeWorkload(workload),
  keywords: workload => workloadKeywords(workload),
  operations: [],
};
