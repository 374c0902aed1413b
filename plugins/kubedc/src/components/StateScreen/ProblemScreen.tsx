import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SourceProblem } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { StateScreen, type ScreenState } from './StateScreen';

const SCREENS: Record<SourceProblem['reason'], ScreenState> = {
  absent: 'missing',
  forbidden: 'forbidden',
  misconfigured: 'unreachable',
  syncing: 'unreachable',
  unreachable: 'unreachable',
};

/**
 * Stands in the place of content of which nothing came because of problems: that nothing is there would be a guess.
 */
export function ProblemScreen({
  problems,
  onRetry,
}: {
  problems: SourceProblem[];
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <>
      {problems.map(({ installation, reason, message }) => (
        <StateScreen
          key={`${installation}/${reason}/${message}`}
          state={SCREENS[reason]}
          title={t(`problems.${reason}`, { installation })}
          description={message}
          onRetry={onRetry}
        />
      ))}
    </>
  );
}
