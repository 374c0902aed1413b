import { z } from 'zod/v3';
import type { KubedcIdentity } from './types';

/**
 * Seconds a claim is good for. An open portal renews it every few minutes; without a portal, as with an agent that holds
 * a long-lived token, nothing tells that somebody left a group or the company.
 */
const MAX_AGE_SECONDS = 24 * 60 * 60;

const claimSchema = z.object({
  installation: z.string().min(1),
  /** Seconds since the epoch. */
  issuedAt: z.number().int(),
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
 * The identity in a claim `kubedc`; undefined when there is none. A claim that no sign-in of ours can have written, and
 * one of a sign-in long ago, is no identity either.
 *
 * @param now - milliseconds since the epoch.
 */
export function readIdentityClaim(
  claim: unknown,
  now: number,
): KubedcIdentity | undefined {
  const result = claimSchema.safeParse(claim);
  if (!result.success) {
    return undefined;
  }
  const { issuedAt, ...identity } = result.data;
  return issuedAt + MAX_AGE_SECONDS > now / 1000 ? identity : undefined;
}
