import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { OrganizationPicker } from './OrganizationPicker';
import { organizationPickerSchema } from './schema';
import { validateOrganization } from './validation';

export { OrganizationPicker } from './OrganizationPicker';
export { validateOrganization } from './validation';

/** The field for the new frontend system. */
export const organizationPickerField = createFormField({
  name: FIELD_NAMES.organization,
  component: OrganizationPicker,
  validation: validateOrganization,
  schema: organizationPickerSchema,
});
