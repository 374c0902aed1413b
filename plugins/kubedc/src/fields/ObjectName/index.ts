import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { ObjectName } from './ObjectName';
import { objectNameSchema } from './schema';
import { validateObjectName } from './validation';

export { ObjectName } from './ObjectName';
export { validateObjectName } from './validation';

/** The field for the new frontend system. */
export const objectNameField = createFormField({
  name: FIELD_NAMES.objectName,
  component: ObjectName,
  validation: validateObjectName,
  schema: objectNameSchema,
});
