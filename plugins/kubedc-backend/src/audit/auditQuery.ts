import {
  AUDIT_OUTCOMES,
  kindRegistry,
  type AuditOutcome,
} from '@kubedc/backstage-plugin-kubedc-common';
import { FieldError } from '@kubedc/backstage-plugin-kubedc-node';
import { z } from 'zod/v3';
import { parseBy } from '../router/validate';
import type { AuditCursor, AuditFilter } from './types';

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 50;
const LIMIT_MESSAGE = `Use a number from 1 to ${MAX_LIMIT}`;
const TIME_MESSAGE =
  'Use a date as in 2026-11-21 or a time as in 2026-11-21T17:30:00Z';

const text = z
  .string({ invalid_type_error: 'Use it once' })
  .trim()
  .min(1, 'A value is required')
  .max(255, 'Use at most 255 characters')
  .optional();

const moment = z
  .string({ invalid_type_error: 'Use it once' })
  .trim()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/,
    {
      message: TIME_MESSAGE,
    },
  )
  .transform(value => new Date(value))
  .refine(value => !Number.isNaN(value.getTime()), TIME_MESSAGE)
  .optional();

const querySchema = z
  .object({
    installation: text,
    organization: text,
    project: text,
    actor: text,
    operation: text,
    kind: text.refine(
      value => value === undefined || kindRegistry.byId(value) !== undefined,
      value => ({ message: `There is no kind '${value}'` }),
    ),
    name: text,
    outcome: z
      .enum(AUDIT_OUTCOMES as [AuditOutcome, ...AuditOutcome[]], {
        message: `Use one of ${AUDIT_OUTCOMES.join(', ')}`,
      })
      .optional(),
    from: moment,
    to: moment,
    text,
    limit: z
      .string({ invalid_type_error: 'Use it once' })
      .regex(/^\d{1,4}$/, LIMIT_MESSAGE)
      .transform(Number)
      .refine(value => value >= 1 && value <= MAX_LIMIT, LIMIT_MESSAGE)
      .optional(),
    cursor: text,
    format: z.enum(['json', 'csv'], { message: 'Use json or csv' }).optional(),
  })
  .strict();

/** What of the audit trail is asked for. */
export interface AuditQuery {
  filter: AuditFilter;
  after?: AuditCursor;
  limit: number;
  format?: 'json' | 'csv';
}

/**
 * Reads the query parameters of `GET /audit`.
 *
 * @throws a FieldError that names the parameter.
 */
export function parseAuditQuery(query: unknown): AuditQuery {
  const { limit, cursor, format, ...filter } = parseBy(
    querySchema,
    query,
    'query',
  );
  if (filter.from && filter.to && filter.to <= filter.from) {
    throw new FieldError('to', 'Use a moment after the one in from');
  }
  return {
    filter,
    limit: limit ?? DEFAULT_LIMIT,
    ...(cursor !== undefined && { after: parseCursor(cursor) }),
    ...(format && { format }),
  };
}

/** A place in the list as clients hand it back. */
export function formatCursor({ startedAt, id }: AuditCursor): string {
  return Buffer.from(`${startedAt.getTime()}:${id}`).toString('base64url');
}

function parseCursor(cursor: string): AuditCursor {
  const match = /^(\d{1,15}):([\w-]{1,36})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  if (!match) {
    throw new FieldError('cursor', 'Use a cursor that an answer has given');
  }
  return { startedAt: new Date(Number(match[1])), id: match[2] };
}
