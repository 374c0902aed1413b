import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { Grant } from './Grant';
import { grantSchema } from './schema';
import { validateGrant } from './validation';

export { Grant } from './Grant';
export { validateGrant } from './validation';

/** The field for the new frontend system. */
export const grantField = createFormField({
  name: FIELD_NAMES.grant,
  component: Grant,
  validation: validateGrant,
  schema: grantSchema,
});
