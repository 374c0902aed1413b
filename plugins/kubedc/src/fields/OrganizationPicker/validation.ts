import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { objectName } from '@kubedc/backstage-plugin-kubedc-common';
import { translatorOf } from '../shared/translate';

/** The platform decides whether the organization exists; here only its form is checked. */
export const validateOrganization: CustomFieldValidator<string> = (
  value,
  field,
  { apiHolder },
) => {
  const t = translatorOf(apiHolder);
  if (!value) {
    field.addError(t('fields.organization.required'));
  } else if (!objectName.safeParse(value).success) {
    field.addError(t('fields.organization.malformed'));
  }
};
