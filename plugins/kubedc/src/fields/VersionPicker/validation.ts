import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { kubedcApiRef } from '../../api';
import { translatorOf } from '../shared/translate';
import { installationOfForm } from '../shared/useFormInstallation';
import { offeredVersions, subjectOf } from './offeredVersions';

/** A version that is not offered is said here, before anything is sent. */
export const validateVersion: CustomFieldValidator<
  string,
  { for?: string; forField?: string }
> = async (value, field, { apiHolder, formData, uiSchema }) => {
  const t = translatorOf(apiHolder);
  if (!value) {
    field.addError(t('fields.version.required'));
    return;
  }
  const offers = await apiHolder
    .get(kubedcApiRef)
    ?.getOffers(installationOfForm(formData));
  const what = subjectOf(uiSchema?.['ui:options'], formData);
  const offered = offers && offeredVersions(offers, what);
  if (offered && !offered.includes(value)) {
    field.addError(
      t('fields.version.notOffered', {
        version: value,
        offered: offered.join(', '),
      }),
    );
  }
};
