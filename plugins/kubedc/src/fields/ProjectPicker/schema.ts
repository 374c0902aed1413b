import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: a project as `{organization}/{project}`. */
export const projectPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Project, for example acme/prod'),
});

/** Props of the field. */
export type ProjectPickerProps = typeof projectPickerSchema.TProps;
