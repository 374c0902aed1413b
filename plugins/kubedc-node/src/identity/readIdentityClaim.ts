import { z } from 'zod/v3';
import type { KubedcIdentity } from './types';

const claimSchema = z.object({
  installation: z.string().min(1),
  user: z
    .string()
    .regex(/^[^:]+:./)
    .refine(user => !user.startsWith('system:')),
  groups: z.array(
    z
      .string()
      .regex(/^[^:]+:./)
      .refine(group => !group.startsWith('system:')),
  ),
});

/**
 * The identity in a claim `kubedc`; undefined when there is none. A claim that no sign-in of ours can have written is no
 * identity either.
 */
export function readIdentityClaim(claim: unknown): KubedcIdentity | undefined {
  const result = claimSchema.safeParse(claim);
  return result.success ? result.data : undefined;
}
