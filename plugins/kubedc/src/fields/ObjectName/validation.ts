import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { translatorOf } from '../shared/translate';
import { MAX_NAME_LENGTH, nameProblem } from './nameProblem';

/** The same check as while typing; whether the name is taken is the platform's to say. */
export const validateObjectName: CustomFieldValidator<
  string,
  { kind?: string; maxLength?: number }
> = (value, field, { apiHolder, uiSchema }) => {
  const maxLength = uiSchema?.['ui:options']?.maxLength ?? MAX_NAME_LENGTH;
  const problem = nameProblem(value, maxLength, translatorOf(apiHolder));
  if (problem) {
    field.addError(problem);
  }
};
