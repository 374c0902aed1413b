import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: the id of an OS image that the platform offers. */
export const imagePickerSchema = makeFieldSchema({
  output: z => z.string().describe('OS image, for example ubuntu-24.04-lts'),
});

/** Props of the field. */
export type ImagePickerProps = typeof imagePickerSchema.TProps;
