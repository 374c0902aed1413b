import { z } from 'zod/v3';
import { parseQuantity } from '../quantities';
import { objectOutput } from './schemas';

/**
 * An amount as a Kubernetes quantity above zero, for example `20Gi`.
 *
 * @public
 */
export const positiveQuantity = z
  .string()
  .refine(
    value => (parseQuantity(value) ?? 0) > 0,
    'Enter an amount above zero such as 20Gi',
  );

/**
 * A five-field cron expression.
 *
 * @public
 */
export const cronSchedule = z
  .string()
  .regex(
    /^(\S+\s+){4}\S+$/,
    'Enter a schedule of five fields, for example 0 2 * * *',
  );

/**
 * An IPv4 network in CIDR notation whose host bits are zero.
 *
 * @public
 */
export const ipv4Cidr = z
  .string()
  .refine(isIpv4Cidr, 'Enter an IPv4 network such as 10.40.0.0/20');

/**
 * What operations that make an object answer.
 *
 * @public
 */
export const newObjectOutput = objectOutput.extend({
  phase: z.string().describe('State of the object in a word or two'),
});

/**
 * What operations that make something one connects to answer.
 *
 * @public
 */
export const connectableOutput = newObjectOutput.extend({
  endpoint: z
    .string()
    .optional()
    .describe('Address to reach it at, where the platform gave one'),
  connectionSecret: z
    .string()
    .optional()
    .describe('Name of the Secret with the credentials, never its content'),
});

interface Range {
  first: number;
  last: number;
}

/**
 * First and last address of an IPv4 network as numbers.
 *
 * @returns undefined when the text is no network, or has host bits set.
 * @public
 */
export function parseIpv4Cidr(cidr: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(
    cidr,
  );
  if (!match) {
    return undefined;
  }
  const [a, b, c, d, bits] = match.slice(1).map(Number);
  if ([a, b, c, d].some(octet => octet > 255) || bits > 32) {
    return undefined;
  }
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - bits);
  return first % size === 0 ? { first, last: first + size - 1 } : undefined;
}

/**
 * Whether two IPv4 networks share addresses; networks that cannot be read share none.
 *
 * @public
 */
export function ipv4CidrsOverlap(a: string, b: string): boolean {
  const left = parseIpv4Cidr(a);
  const right = parseIpv4Cidr(b);
  return (
    left !== undefined &&
    right !== undefined &&
    left.first <= right.last &&
    right.first <= left.last
  );
}

function isIpv4Cidr(cidr: string): boolean {
  return parseIpv4Cidr(cidr) !== undefined;
}
