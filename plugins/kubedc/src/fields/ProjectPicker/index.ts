import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { ProjectPicker } from './ProjectPicker';
import { projectPickerSchema } from './schema';
import { validateProject } from './validation';

export { ProjectPicker } from './ProjectPicker';
export { validateProject } from './validation';

/** The field for the new frontend system. */
export const projectPickerField = createFormField({
  name: FIELD_NAMES.project,
  component: ProjectPicker,
  validation: validateProject,
  schema: projectPickerSchema,
});
