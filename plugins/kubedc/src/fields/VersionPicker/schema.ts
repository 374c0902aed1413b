import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: a version; `ui:options.for` says of what, or `ui:options.forField` which field of the form does. */
export const versionPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Version, for example v1.36.1 or 17'),
  uiOptions: z =>
    z.object({
      for: z
        .string()
        .optional()
        .describe('cluster, or the engine of a database: postgresql, mariadb'),
      forField: z
        .string()
        .optional()
        .describe('Field of the form that holds it, instead of `for`'),
    }),
});

/** Props of the field. */
export type VersionPickerProps = typeof versionPickerSchema.TProps;
