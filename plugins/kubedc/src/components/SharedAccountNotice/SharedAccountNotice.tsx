import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Container } from '@backstage/ui';
import { useInstallations } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';

/**
 * Says where the portal's own account acts for everybody, so that nobody takes what they see for their rights on the
 * platform. Elsewhere it shows nothing.
 */
export function SharedAccountNotice() {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const { data: installations = [] } = useInstallations();
  const shared = installations.filter(
    ({ identity }) => identity === 'serviceAccount',
  );
  if (shared.length === 0) {
    return null;
  }
  return (
    <Container>
      <Alert
        role="note"
        status="warning"
        icon
        title={t('sharedAccount.title', {
          installations: shared.map(({ title }) => title).join(', '),
        })}
        description={t('sharedAccount.description')}
      />
    </Container>
  );
}
