import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { kubedcSignInTranslationRef } from './translation';

/** What to tell when a sign-in failed; nothing when the person closed the window on purpose. */
export function useFailureText() {
  const { t } = useTranslationRef(kubedcSignInTranslationRef);
  return (error: unknown, organization = ''): string | undefined => {
    if (!(error instanceof Error)) {
      return String(error);
    }
    switch (error.name) {
      case 'PopupClosedError':
        return undefined;
      case 'PopupRejectedError':
        return t('blocked');
      case 'NotFoundError':
        return organization ? t('unknown', { organization }) : error.message;
      case 'ServiceUnavailableError':
        return t('away');
      case 'NotAllowedError':
        return t('refused', { reason: error.message });
      default:
        return error.message;
    }
  };
}
