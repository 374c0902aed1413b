import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: the name of an organization. */
export const organizationPickerSchema = makeFieldSchema({
  output: z => z.string().describe('Organization, for example acme'),
});

/** Props of the field. */
export type OrganizationPickerProps = typeof organizationPickerSchema.TProps;
