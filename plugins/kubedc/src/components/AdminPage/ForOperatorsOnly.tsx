import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { rootRouteRef } from '../../routes';
import { kubedcTranslationRef } from '../../translation';
import { StateScreen } from '../StateScreen';

/** Stands in the place of the operators' pages for everybody else. */
export function ForOperatorsOnly() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  return (
    <StateScreen
      state="forbidden"
      title={t('admin.forbiddenTitle')}
      description={t('admin.forbiddenDescription')}
      action={
        <ButtonLink href={root} variant="secondary">
          {t('admin.toOverview')}
        </ButtonLink>
      }
    />
  );
}
