import {
  acceptedHealth,
  deletingHealth,
  firstFalse,
  wordsOf,
  type Health,
} from '../../health';
import { timeOf } from '../../kubernetes';
import type { Project } from './type';

/**
 * Health of a project: whether its namespace, network and roles stand.
 */
export function projectHealth(project: Project): Health {
  const deleting = deletingHealth(project);
  if (deleting) {
    return {
      ...deleting,
      reason: 'Being deleted with everything in it; this may take minutes',
    };
  }
  const { status } = project;
  if (status?.ready === true) {
    return { state: 'ok', label: 'Ready', reason: 'Ready', source: 'ready' };
  }
  const no = firstFalse(status?.conditions, ['LimitCheck']);
  if (no) {
    const limit = no.type === 'LimitCheck';
    return {
      state: 'error',
      label: limit ? 'Too many projects' : 'Not ready',
      reason: wordsOf(
        no,
        limit
          ? 'The organization has as many projects as it may have'
          : 'The platform could not set it up',
      ),
      since: timeOf(no.lastTransitionTime),
      source: no.type,
    };
  }
  if (status?.ready === undefined) {
    return acceptedHealth(project);
  }
  return {
    state: 'progressing',
    label: 'Setting up',
    reason: 'The platform is setting up its namespace, network and roles',
    since: timeOf(project.metadata.creationTimestamp),
    source: 'ready',
  };
}
