import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FIELD_NAMES } from '../names';
import { Review } from './Review';
import { reviewSchema } from './schema';
import { validateReview } from './validation';

export { Review } from './Review';
export { validateReview } from './validation';

/** The field for the new frontend system. */
export const reviewField = createFormField({
  name: FIELD_NAMES.review,
  component: Review,
  validation: validateReview,
  schema: reviewSchema,
});
