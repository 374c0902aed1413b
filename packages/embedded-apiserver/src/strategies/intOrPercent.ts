import { FieldError, invalid } from '../errors/fieldError';

const PERCENT = /^[0-9]+%$/;
const NOT_PERCENT =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

/** Checks a number of pods, or a share of them. */
export function validateIntOrPercent(
  value: unknown,
  path: string,
): FieldError[] {
  if (typeof value === 'string' && !PERCENT.test(value)) {
    return [invalid(path, value, NOT_PERCENT)];
  }
  return typeof value === 'number' && value < 0
    ? [invalid(path, value, 'must be greater than or equal to 0')]
    : [];
}

/** Checks that a share is no more than all of them. */
export function validateShare(value: unknown, path: string): FieldError[] {
  return typeof value === 'string' &&
    PERCENT.test(value) &&
    Number.parseInt(value, 10) > 100
    ? [invalid(path, value, 'must not be greater than 100%')]
    : [];
}

/** Whether it is none, however it is said. */
export function isNone(value: unknown): boolean {
  return value === undefined || Number.parseInt(String(value), 10) === 0;
}
