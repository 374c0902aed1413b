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

function unreadable(error: Error & { type?: string }): Error {
  if (error.type === 'entity.too.large') {
    return new FieldError('body', 'Send at most 1 MB');
  }
  if (!error.type) {
    return error;
  }
  // Where it goes wrong, but not the parser's own sentence: that quotes what was sent, which may be a secret.
  const [place] = /at position \d+( \(line \d+ column \d+\))?/.exec(
    error.message,
  ) ?? [''];
  return new FieldError('body', `It is not JSON ${place}`.trim());
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
    } else if (typeof req.body !== 'object' || Array.isArray(req.body)) {
      next(new FieldError('body', 'It is not a JSON object'));
    } else {
      next();
    }
  });
};
