import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatLimit } from '@kubedc/backstage-plugin-kubedc-common';
import { useImages } from '../../hooks/queries';
import { kubedcTranslationRef } from '../../translation';
import { ChoiceField } from '../shared/ChoiceField';
import { installationOfForm } from '../shared/useFormInstallation';
import { withQueries } from '../shared/withQueries';
import type { ImagePickerProps } from './schema';

function Picker(props: ImagePickerProps) {
  const { t } = useTranslationRef(kubedcTranslationRef);
  const query = useImages(installationOfForm(props.formContext?.formData));
  const choices = (query.data ?? []).map(image => ({
    id: image.id,
    title: image.title,
    description: t('fields.image.minimum', {
      disk: formatLimit(image.minDisk),
    }),
  }));
  return (
    <ChoiceField
      field={props}
      label={t('fields.image.label')}
      placeholder={t('fields.image.placeholder')}
      query={query}
      choices={choices}
    />
  );
}

/** Chooses among the OS images the platform offers, each with the disk it needs. */
export const ImagePicker = withQueries(Picker);
