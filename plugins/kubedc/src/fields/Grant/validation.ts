import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { translatorOf } from '../shared/translate';
import { PENDING } from './schema';

/** Sends no form whose task could not do anything. */
export const validateGrant: CustomFieldValidator<
  string,
  { operations: string[]; installation?: string }
> = (value, field, { apiHolder }) => {
  if (value === PENDING) {
    field.addError(translatorOf(apiHolder)('fields.grant.pending'));
  }
};
