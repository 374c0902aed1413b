import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ProjectView,
  QuotaUsage,
} from '@kubedc/backstage-plugin-kubedc-common';
import { formatAmount } from '../../components/QuotaBar';
import { useOverview } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { ChoiceField, type Choice } from '../shared/ChoiceField';
import { useAllowedChoices } from '../shared/useAllowedChoices';
import { useFormInstallation } from '../shared/useFormInstallation';
import { withQueries } from '../shared/withQueries';
import type { ProjectPickerProps } from './schema';

function left(
  project: ProjectView,
  dimension: QuotaUsage['dimension'],
): string | undefined {
  const quota = project.quota.find(item => item.dimension === dimension);
  return quota?.hard && quota.used !== null
    ? formatAmount(dimension, Math.max(0, quota.hard - quota.used))
    : undefined;
}

function Picker(props: ProjectPickerProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const overview = useOverview();
  const form = useFormInstallation(props.formContext?.formData);
  const projects = (form.isPending ? [] : overview.data?.projects ?? [])
    // Another installation may have a project of the same name.
    .filter(({ installation }) => !form.name || installation === form.name)
    .map<Choice>(project => {
      const [cpu, memory] = [left(project, 'cpu'), left(project, 'memory')];
      const id = `${project.organization}/${project.name}`;
      return {
        id,
        title: id,
        description:
          cpu && memory ? t('fields.project.room', { cpu, memory }) : undefined,
      };
    })
    .sort((a, b) => a.id.localeCompare(b.id));
  const { query, choices, refusal } = useAllowedChoices(
    props.uiSchema['ui:options']?.operation,
    'project',
    {
      query: {
        ...overview,
        isPending: overview.isPending || form.isPending,
      },
      choices: projects,
      installation: form.named,
    },
  );
  const isWithout = !query.isPending && query.data && choices.length === 0;
  return (
    <ChoiceField
      field={props}
      label={t('fields.project.label')}
      placeholder={t('fields.project.placeholder')}
      description={t('fields.project.description')}
      problem={
        isWithout
          ? t(refusal ? 'fields.project.refused' : 'fields.project.empty')
          : undefined
      }
      reason={refusal}
      query={query}
      choices={choices}
      preselect={choices.length === 1 ? choices[0].id : undefined}
    />
  );
}

/** Chooses among the projects one can see and may use for what the form does, with what each has left. */
export const ProjectPicker = withQueries(Picker);
