import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { SecretText } from './SecretText';
import { secretTextSchema } from './schema';

export { SecretText } from './SecretText';

/** The field for the new frontend system. */
export const secretTextField = createFormField({
  name: FIELD_NAMES.secretText,
  component: SecretText,
  schema: secretTextSchema,
});
