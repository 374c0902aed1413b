import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { VersionPicker } from './VersionPicker';
import { versionPickerSchema } from './schema';
import { validateVersion } from './validation';

export { VersionPicker } from './VersionPicker';
export { validateVersion } from './validation';

/** The field for the new frontend system. */
export const versionPickerField = createFormField({
  name: FIELD_NAMES.version,
  component: VersionPicker,
  validation: validateVersion,
  schema: versionPickerSchema,
});
