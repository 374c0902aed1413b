import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: a project as `{organization}/{project}`. */
export const projectPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Project, for example acme/prod'),
  uiOptions: z =>
    z.object({
      operation: z
        .string()
        .optional()
        .describe(
          'Id of the operation that the template runs, for example vm:create: only places where one may run it are offered',
        ),
    }),
});

/** Props of the field. */
export type ProjectPickerProps = typeof projectPickerSchema.TProps;
