import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SourceProblem } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';

/** Says which parts of the platform may be missing from what is shown. */
export function ProblemNotes({ problems }: { problems: SourceProblem[] }) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <>
      {problems.map(problem => (
        <Alert
          key={`${problem.installation}/${problem.reason}/${problem.message}`}
          status={problem.reason === 'syncing' ? 'info' : 'warning'}
          icon
          title={t(`problems.${problem.reason}`, {
            installation: problem.installation,
          })}
          description={problem.message}
        />
      ))}
    </>
  );
}
