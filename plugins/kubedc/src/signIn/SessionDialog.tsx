import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { kubedcAuthApiRef } from './apis';
import styles from './SignInPage.module.css';
import { kubedcSignInTranslationRef } from './translation';
import { useFailureText } from './useFailureText';

/**
 * Tells that the session is over and lets the person sign in again where they are. It shows nothing while the session is
 * good; an app on the classic frontend system mounts it beside its router's content.
 *
 * @public
 */
export function SessionDialog() {
  const auth = useApi(kubedcAuthApiRef);
  const { t } = useTranslationRef(kubedcSignInTranslationRef);
  const textOf = useFailureText();
  const end = useSyncExternalStore(
    useCallback(listener => auth.onSessionEnd(listener), [auth]),
    () => auth.sessionEnd(),
  );
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<string>();

  const signIn = async () => {
    setWaiting(true);
    setFailure(undefined);
    try {
      await auth.signIn();
    } catch (error) {
      setFailure(textOf(error, auth.lastChoice()?.organization));
    } finally {
      setWaiting(false);
    }
  };

  const problem = failure ?? end?.reason;
  return (
    <Dialog
      className={styles.session}
      isOpen={end !== undefined}
      isDismissable={false}
      isKeyboardDismissDisabled
      width={440}
    >
      <DialogHeader>{t('session.title')}</DialogHeader>
      <DialogBody>
        <Text>{t(waiting ? 'waiting' : 'session.description')}</Text>
        {problem && <Alert status="danger" icon role="alert" title={problem} />}
      </DialogBody>
      <DialogFooter>
        <Button
          variant="secondary"
          onPress={() => window.location.reload()}
          isDisabled={waiting}
        >
          {t('session.other')}
        </Button>
        <Button variant="primary" onPress={signIn} isDisabled={waiting}>
          {t('session.signIn')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
