import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useOffers } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { ChoiceField } from '../shared/ChoiceField';
import { installationOfForm } from '../shared/useFormInstallation';
import { withQueries } from '../shared/withQueries';
import { offeredVersions, subjectOf } from './offeredVersions';
import type { VersionPickerProps } from './schema';

function Picker(props: VersionPickerProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const form = props.formContext?.formData;
  const what = subjectOf(props.uiSchema['ui:options'], form);
  const query = useOffers(installationOfForm(form));
  const versions = query.data && offeredVersions(query.data, what);
  if (query.data && !versions) {
    return (
      <Alert
        status="danger"
        icon
        title={t('fields.version.unknownOffer', { for: String(what ?? '') })}
      />
    );
  }
  const choices = (versions ?? []).map((version, index) => ({
    id: version,
    title: index === 0 ? t('fields.version.recommended', { version }) : version,
  }));
  return (
    <ChoiceField
      field={props}
      label={t('fields.version.label')}
      placeholder={t('fields.version.placeholder')}
      query={query}
      choices={choices}
      preselect={choices[0]?.id}
    />
  );
}

/** Chooses among the versions the platform offers; the newest stands there already. */
export const VersionPicker = withQueries(Picker);
