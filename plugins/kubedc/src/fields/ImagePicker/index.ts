import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { ImagePicker } from './ImagePicker';
import { imagePickerSchema } from './schema';
import { validateImage } from './validation';

export { ImagePicker } from './ImagePicker';
export { validateImage } from './validation';

/** The field for the new frontend system. */
export const imagePickerField = createFormField({
  name: FIELD_NAMES.image,
  component: ImagePicker,
  validation: validateImage,
  schema: imagePickerSchema,
});
