import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { operationRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { kubedcApiRef } from '../../api';
import { messageOf } from '../../lib/errors';
import { translatorOf } from '../shared/translate';
import { operationInput } from './operationInput';
import type { Verdict } from './schema';

/** Lets nobody past a refusal. Who is faster than the check waits for a check of their own. */
export const validateReview: CustomFieldValidator<
  Verdict,
  { operation: string }
> = async (value, field, { apiHolder, formData, uiSchema }) => {
  const t = translatorOf(apiHolder);
  const id = uiSchema?.['ui:options']?.operation ?? '';
  const operation = operationRegistry.byId(id);
  const api = apiHolder.get(kubedcApiRef);
  if (!operation || !api) {
    field.addError(t('fields.review.unknownOperation', { operation: id }));
    return;
  }
  if (value === 'accepted') {
    return;
  }
  if (value === 'refused') {
    field.addError(t('fields.review.refused'));
    return;
  }
  try {
    await api.dryRun(id, operationInput(operation, formData));
  } catch (error) {
    field.addError(messageOf(error));
  }
};
