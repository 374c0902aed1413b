import type {
  ResourceType,
  SourceProblem,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror } from '@kubedc/backstage-plugin-kubedc-node';

const REASONS = {
  backoff: 'unreachable',
  forbidden: 'forbidden',
  absent: 'absent',
  listing: 'syncing',
  syncing: 'syncing',
} as const;

const SENTENCES = {
  unreachable: 'The platform does not answer',
  forbidden: 'The portal may not read this kind on the platform',
  absent: 'The platform has no such kind',
  syncing: 'The platform is being read for the first time',
} as const;

/** What stands against the completeness of the objects of a type; undefined when nothing does. */
export function problemOf(
  mirror: Mirror,
  type: ResourceType,
): SourceProblem | undefined {
  const status = mirror.status(type);
  if (status.state === 'watching') {
    return undefined;
  }
  const reason = REASONS[status.state];
  if (reason === 'syncing' && mirror.hasSynced(type)) {
    // A list that is refreshed is not worth a word.
    return undefined;
  }
  return {
    installation: mirror.installation,
    reason,
    message: status.message
      ? `${SENTENCES[reason]}: ${status.message}`
      : SENTENCES[reason],
  };
}

/** Each problem once. */
export function distinctProblems(problems: SourceProblem[]): SourceProblem[] {
  return [
    ...new Map(
      problems.map(problem => [JSON.stringify(problem), problem]),
    ).values(),
  ];
}
