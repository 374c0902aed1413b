import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useResources } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { ChoiceField } from '../shared/ChoiceField';
import { useAllowedChoices } from '../shared/useAllowedChoices';
import { useFormInstallation } from '../shared/useFormInstallation';
import { withQueries } from '../shared/withQueries';
import type { OrganizationPickerProps } from './schema';

function Picker(props: OrganizationPickerProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const list = useResources('organization', { sort: 'name', limit: 1000 });
  const form = useFormInstallation(props.formContext?.formData);
  const organizations = (form.isPending ? [] : list.data?.items ?? [])
    .filter(({ installation }) => !form.name || installation === form.name)
    .map(({ name }) => ({ id: name, title: name }));
  const { query, choices, refusal } = useAllowedChoices(
    props.uiSchema['ui:options']?.operation,
    'organization',
    {
      query: { ...list, isPending: list.isPending || form.isPending },
      choices: organizations,
      installation: form.named,
    },
  );
  return (
    <ChoiceField
      field={props}
      label={t('fields.organization.label')}
      placeholder={t('fields.organization.placeholder')}
      problem={
        refusal && !query.isPending && choices.length === 0
          ? t('fields.organization.refused')
          : undefined
      }
      reason={refusal}
      query={query}
      choices={choices}
      preselect={choices.length === 1 ? choices[0].id : undefined}
    />
  );
}

/** Chooses among the organizations one can see and may use for what the form does. */
export const OrganizationPicker = withQueries(Picker);
