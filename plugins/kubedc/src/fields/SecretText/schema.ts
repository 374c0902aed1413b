import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Value: as many asterisks as the secret has characters; the secret itself is `secrets.{name of the field}`. */
export const secretTextSchema = makeFieldSchema({
  output: z =>
    z
      .string()
      .describe(
        'Asterisks in place of the secret, which stands in the secrets',
      ),
  uiOptions: z =>
    z.object({
      rows: z.number().optional().describe('Lines that are shown; default 8'),
    }),
});

/** Props of the field. */
export type SecretTextProps = typeof secretTextSchema.TProps;
