import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: the Kubernetes name of an object to be made. */
export const objectNameSchema = makeFieldSchema({
  output: z => z.string().describe('Name by RFC 1123, for example web-1'),
  uiOptions: z =>
    z.object({
      kind: z
        .string()
        .optional()
        .describe('Id of the kind that is made, for example virtualMachine'),
      maxLength: z
        .number()
        .optional()
        .describe('Most characters the kind allows; default 63'),
    }),
});

/** Props of the field. */
export type ObjectNameProps = typeof objectNameSchema.TProps;
