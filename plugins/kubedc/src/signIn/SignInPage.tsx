import { UserIdentity } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  useTranslationRef,
  type BackstageIdentityResponse,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Text } from '@backstage/ui';
import { RiCloudLine } from '@remixicon/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { kubedcAuthApiRef } from './apis';
import { InstallationChoices } from './InstallationChoices';
import { takeNotice } from './notice';
import { readSignInInstallations } from './realms';
import styles from './SignInPage.module.css';
import { kubedcSignInTranslationRef } from './translation';
import type { RealmChoice } from './types';
import { useFailureText } from './useFailureText';

type Phase =
  | { name: 'restoring' }
  /** The session of before could not be restored now. */
  | { name: 'away' }
  | { name: 'choosing'; failure?: string }
  | { name: 'waiting' };

/** Restores the session, or lets the person choose the realm to sign in with. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const auth = useApi(kubedcAuthApiRef);
  const config = useApi(configApiRef);
  const { t } = useTranslationRef(kubedcSignInTranslationRef);
  const textOf = useFailureText();
  const [phase, setPhase] = useState<Phase>({ name: 'restoring' });
  const [attempt, setAttempt] = useState(0);
  const [notice] = useState(() => takeNotice(window.sessionStorage));
  // The app takes one sign-in only, and effects run twice in development.
  const done = useRef(false);

  const succeed = useCallback(
    async ({ identity }: BackstageIdentityResponse) => {
      const profile = await auth.getProfile();
      if (!done.current) {
        done.current = true;
        onSignInSuccess(
          UserIdentity.create({ identity, authApi: auth, profile }),
        );
      }
    },
    [auth, onSignInSuccess],
  );

  useEffect(() => {
    let current = true;
    const restore = async () => {
      const session = await auth.getBackstageIdentity({ optional: true });
      if (!current) {
        return;
      }
      if (session) {
        await succeed(session);
      } else {
        setPhase({ name: 'choosing' });
      }
    };
    restore().catch(() => current && setPhase({ name: 'away' }));
    return () => {
      current = false;
    };
  }, [auth, succeed, attempt]);

  const installations = readSignInInstallations(config);
  const organizationOf = ({ installation, organization }: RealmChoice) =>
    installations.some(
      ({ name, platformRealm, broker }) =>
        name === installation &&
        [platformRealm, broker?.realm].includes(organization),
    )
      ? undefined
      : organization;

  const choose = async (realm: RealmChoice) => {
    setPhase({ name: 'waiting' });
    try {
      await succeed(await auth.signInWith(realm));
    } catch (error) {
      setPhase({
        name: 'choosing',
        failure: textOf(error, organizationOf(realm)),
      });
    }
  };

  if (phase.name === 'restoring') {
    return <div className={styles.page} aria-busy="true" />;
  }
  const typing = installations.every(({ organizations }) => !organizations);
  const instruction = typing ? ('type' as const) : ('choose' as const);
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <div className={styles.heading}>
          <span className={styles.mark} aria-hidden="true">
            <RiCloudLine size={26} />
          </span>
          <Text as="h1" variant="title-medium" weight="bold">
            {t('title', {
              app: config.getOptionalString('app.title') ?? 'Kube-DC',
            })}
          </Text>
          {installations.length > 0 && (
            <Text color="secondary" aria-live="polite">
              {t(phase.name === 'waiting' ? 'waiting' : instruction)}
            </Text>
          )}
        </div>
        {phase.name === 'away' && (
          <Alert
            status="warning"
            icon
            role="alert"
            title={t('restoring.title')}
            description={t('restoring.description')}
            customActions={
              <Button
                size="small"
                variant="secondary"
                onPress={() => {
                  setPhase({ name: 'restoring' });
                  setAttempt(attempt + 1);
                }}
              >
                {t('retry')}
              </Button>
            }
          />
        )}
        {phase.name === 'choosing' && !phase.failure && notice && (
          <Alert
            status="info"
            icon
            role="status"
            title={t(`${notice}.title`)}
            description={t(`${notice}.description`)}
          />
        )}
        {phase.name === 'choosing' && phase.failure && (
          <Alert
            status="danger"
            icon
            role="alert"
            title={t('failed')}
            description={phase.failure}
          />
        )}
        {installations.length === 0 && (
          <Alert
            status="warning"
            icon
            title={t('none.title')}
            description={t('none.description')}
          />
        )}
        {installations.map(installation => (
          <InstallationChoices
            key={installation.name}
            installation={installation}
            heading={installations.length > 1 ? installation.title : undefined}
            last={auth.lastChoice()}
            disabled={phase.name === 'waiting'}
            onChoose={choose}
          />
        ))}
      </main>
    </div>
  );
}
