import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: `checking`, `accepted` or `refused`. */
export const reviewSchema = makeFieldSchema({
  output: z => z.enum(['checking', 'accepted', 'refused']),
  uiOptions: z =>
    z.object({
      operation: z
        .string()
        .describe('Id of the operation that the template runs: vm:create'),
    }),
});

/** Props of the field. */
export type ReviewProps = typeof reviewSchema.TProps;

/** What the platform thinks of the form. */
export type Verdict = typeof reviewSchema.TOutput;
