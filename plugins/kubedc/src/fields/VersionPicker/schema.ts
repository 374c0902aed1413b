import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: a version; `ui:options.for` says of what. */
export const versionPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Version, for example v1.36.1 or 17'),
  uiOptions: z =>
    z.object({
      for: z
        .string()
        .describe('cluster, or the engine of a database: postgresql, mariadb'),
    }),
});

/** Props of the field. */
export type VersionPickerProps = typeof versionPickerSchema.TProps;
