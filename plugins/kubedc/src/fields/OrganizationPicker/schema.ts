import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: the name of an organization. */
export const organizationPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Organization, for example acme'),
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
export type OrganizationPickerProps = typeof organizationPickerSchema.TProps;
