import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { kubedcApiRef } from '../../api';
import { translatorOf } from '../shared/translate';
import { offeredVersions } from './offeredVersions';

/** A version that is not offered is said here, before anything is sent. */
export const validateVersion: CustomFieldValidator<
  string,
  { for: string }
> = async (value, field, { apiHolder, uiSchema }) => {
  const t = translatorOf(apiHolder);
  if (!value) {
    field.addError(t('fields.version.required'));
    return;
  }
  const offers = await apiHolder.get(kubedcApiRef)?.getOffers();
  const what = uiSchema?.['ui:options']?.for;
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
