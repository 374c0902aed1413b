import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { projectReference } from '@kubedc/backstage-plugin-kubedc-common';
import { translatorOf } from '../shared/translate';

/** The platform decides whether the project exists; here only its form is checked. */
export const validateProject: CustomFieldValidator<string> = (
  value,
  field,
  { apiHolder },
) => {
  const t = translatorOf(apiHolder);
  if (!value) {
    field.addError(t('fields.project.required'));
  } else if (!projectReference.safeParse(value).success) {
    field.addError(t('fields.project.malformed'));
  }
};
