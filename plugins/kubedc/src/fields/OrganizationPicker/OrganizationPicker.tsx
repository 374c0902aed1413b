import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useResources } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { ChoiceField } from '../shared/ChoiceField';
import { withQueries } from '../shared/withQueries';
import type { OrganizationPickerProps } from './schema';

function Picker(props: OrganizationPickerProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const query = useResources('organization', { sort: 'name', limit: 1000 });
  const choices = (query.data?.items ?? []).map(item => ({
    id: item.name,
    title: item.name,
  }));
  return (
    <ChoiceField
      field={props}
      label={t('fields.organization.label')}
      placeholder={t('fields.organization.placeholder')}
      query={query}
      choices={choices}
      preselect={choices.length === 1 ? choices[0].id : undefined}
    />
  );
}

/** Chooses among the organizations one can see. */
export const OrganizationPicker = withQueries(Picker);
