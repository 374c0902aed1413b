import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { translatorOf } from '../shared/translate';

/** Whether the image is offered is checked when the platform is asked. */
export const validateImage: CustomFieldValidator<string> = (
  value,
  field,
  { apiHolder },
) => {
  if (!value) {
    field.addError(translatorOf(apiHolder)('fields.image.required'));
  }
};
