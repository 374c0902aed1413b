import type { KindDefinition } from '../types';
import { projectFacts, summarizeProject } from './facts';
import { projectHealth } from './health';
import { projectOperations } from './operations';
import { projectType, type Project } from './type';

export * from './type';
export * from './operations';

/**
 * Projects of organizations.
 *
 * @public
 */
export const projectKind: KindDefinition<Project> = {
  id: 'project',
  type: projectType,
  scope: 'organization',
  title: { singular: 'Project', plural: 'Projects' },
  path: 'projects',
  entity: { kind: 'System', type: 'kubedc-project' },
  listed: true,
  facts: projectFacts,
  supporting: [],
  health: projectHealth,
  summarize: summarizeProject,
  operations: projectOperations,
};
