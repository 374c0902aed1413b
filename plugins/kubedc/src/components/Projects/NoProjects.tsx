import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { kubedcTranslationRef } from '../../translation';
import { CreateMenu } from '../CreateMenu';
import { StateScreen } from '../StateScreen';

/** What stands in the place of projects where there are none. */
export function NoProjects() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  return (
    <StateScreen
      state="empty"
      title={t('overview.projects.empty')}
      description={t('overview.projects.emptyDescription')}
      action={<CreateMenu />}
    />
  );
}
