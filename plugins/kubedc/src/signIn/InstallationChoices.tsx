import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Text } from '@backstage/ui';
import { RiKey2Line, RiShieldStarLine } from '@remixicon/react';
import { useState } from 'react';
import { ChoiceButton } from './ChoiceButton';
import { OrganizationForm } from './OrganizationForm';
import type { SignInInstallation } from './realms';
import styles from './SignInPage.module.css';
import { kubedcSignInTranslationRef } from './translation';
import type { RealmChoice } from './types';

/** Above so many, a list is no longer read but searched. */
const SEARCH_ABOVE = 8;

/** The organizations of one installation, and its platform. */
export function InstallationChoices(props: {
  installation: SignInInstallation;
  /** Shown where there are several installations. */
  heading?: string;
  last?: RealmChoice;
  disabled: boolean;
  onChoose: (realm: RealmChoice) => void;
}) {
  const { installation, heading, disabled, onChoose } = props;
  const { t } = useTranslationRef(kubedcSignInTranslationRef);
  const { name, platformRealm, broker, organizations } = installation;
  const last =
    props.last?.installation === name ? props.last.organization : undefined;
  const [search, setSearch] = useState('');
  const searched = (organizations?.length ?? 0) > SEARCH_ABOVE;
  const shown = organizations?.filter(organization =>
    organization.includes(search.trim().toLowerCase()),
  );
  const choose = (organization: string) =>
    onChoose({ installation: name, organization });

  return (
    <section className={styles.installation}>
      {heading && (
        <Text as="h2" variant="title-x-small">
          {heading}
        </Text>
      )}
      {searched && (
        <SearchField
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={setSearch}
        />
      )}
      {shown?.map(organization => (
        <ChoiceButton
          key={organization}
          icon={organization[0]}
          title={organization}
          note={organization === last ? t('lastUsed') : undefined}
          disabled={disabled}
          onClick={() => choose(organization)}
        />
      ))}
      {!organizations && (
        <OrganizationForm
          label={t('organization')}
          initial={
            last === platformRealm || last === broker?.realm ? undefined : last
          }
          disabled={disabled}
          onChoose={choose}
        />
      )}
      {broker && (
        <ChoiceButton
          icon={<RiKey2Line size={20} />}
          title={broker.title ?? t('broker')}
          description={t('brokerDescription')}
          note={last === broker.realm ? t('lastUsed') : undefined}
          disabled={disabled}
          onClick={() => choose(broker.realm)}
        />
      )}
      <ChoiceButton
        icon={<RiShieldStarLine size={20} />}
        title={t('platform')}
        description={t('platformDescription')}
        note={last === platformRealm ? t('lastUsed') : undefined}
        disabled={disabled}
        onClick={() => choose(platformRealm)}
      />
    </section>
  );
}
