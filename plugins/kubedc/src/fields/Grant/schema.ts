import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value while there is no grant yet; a form with it is not sent. */
export const PENDING = 'pending';

/** Value: the id of a grant, empty where the platform needs none. */
export const grantSchema = makeFieldSchema({
  output: z =>
    z
      .string()
      .describe('Leave for the task to act as the person; may be empty'),
  uiOptions: z =>
    z.object({
      operations: z
        .array(z.string())
        .describe('Ids of the operations that the template runs: vm:create'),
      installation: z
        .string()
        .optional()
        .describe(
          'Installation they run on; default: the form’s field of that name, else the one the person signed in with',
        ),
    }),
});

/** Props of the field. */
export type GrantProps = typeof grantSchema.TProps;
