import { FieldError } from '@kubedc/backstage-plugin-kubedc-node';
import type { RequestHandler } from 'express';
import express from 'express';
import type { z } from 'zod/v3';

/**
 * Parses by a schema.
 *
 * @throws a FieldError that names the field.
 */
export function parseBy<T extends z.ZodTypeAny>(
  schema: T,
  value: unknown,
  whole: string,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const field =
    issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path.join('.');
  throw new FieldError(
    field || whole,
    issue.code === 'unrecognized_keys'
      ? 'There is no such field'
      : issue.message,
  );
}

const parseJson = express.json({ limit: '1mb' });

/** Objects within objects that a request may hold; none needs more than a few. */
const MAX_DEPTH = 32;

function unreadable(error: Error & { type?: string; status?: number }): Error {
  switch (error.type) {
    case 'entity.too.large':
      return new FieldError('body', 'Send at most 1 MB');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new FieldError('body', 'Send it as UTF-8, as it is or by gzip');
    case 'entity.parse.failed': {
      // Where it goes wrong, but not the parser's own sentence: that quotes what was sent, which may be a secret.
      const [place] = /at position \d+( \(line \d+ column \d+\))?/.exec(
        error.message,
      ) ?? [''];
      return new FieldError('body', `It is not JSON ${place}`.trim());
    }
    default:
      // What does not unpack is told by its status alone.
      return error.status === 400
        ? new FieldError('body', 'It cannot be read')
        : error;
  }
}

/** A value and the field that holds it. Its path is put together only when it is needed: fields may be many and long. */
interface Held {
  key: string;
  value: unknown;
  by?: Held;
}

function heldBy(by: Held): Held[] {
  const { value } = by;
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([key, each]) => ({ key, value: each, by }))
    : [];
}

function pathOf({ key, by }: Held): string {
  const outer = by && pathOf(by);
  return outer ? `${outer}.${key}` : key;
}

function hasNul(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\0');
}

/**
 * Refuses what nothing behind the routes can do with, whichever field it is in: the character NUL, which databases take in
 * no text, and what is nested so deeply that going through it would end the call.
 *
 * @throws a FieldError that names the field.
 */
export function requireSound(value: object, whole: string): void {
  let level: Held[] = [{ key: '', value }];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw new FieldError(whole, 'It is nested too deeply');
    }
    const found = level.find(each => hasNul(each.key) || hasNul(each.value));
    if (found) {
      throw new FieldError(
        hasNul(found.key) ? whole : pathOf(found),
        'Leave out the character NUL',
      );
    }
    level = level.flatMap(heldBy);
  }
}

function objectIn(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new FieldError('body', 'It is not a JSON object');
  }
  requireSound(body, 'body');
}

/** Reads a JSON object; whatever else comes is a 400 that says so. */
export const jsonBody: RequestHandler = (req, res, next) => {
  if (!req.is('application/json')) {
    next(new FieldError('body', 'Send it as application/json'));
    return;
  }
  parseJson(req, res, (error?: unknown) => {
    if (error) {
      next(unreadable(error as Error));
      return;
    }
    try {
      objectIn(req.body);
    } catch (unsound) {
      next(unsound);
      return;
    }
    next();
  });
};
