import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  HealthState,
  InstallationView,
} from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcTranslationRef } from '../../translation';
import { HealthChip } from '../HealthChip';

const HEALTH: Record<InstallationView['state'], HealthState> = {
  connected: 'ok',
  connecting: 'progressing',
  unreachable: 'error',
  misconfigured: 'error',
};

/** How the connection to an installation is. */
export function InstallationState({
  installation,
}: {
  installation: Pick<InstallationView, 'state' | 'message'>;
}) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <HealthChip
      health={{
        state: HEALTH[installation.state],
        label: t(`admin.states.${installation.state}`),
        reason: installation.message ?? '',
      }}
    />
  );
}
