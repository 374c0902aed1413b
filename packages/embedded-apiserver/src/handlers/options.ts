import { badRequest, invalidObject, StatusError } from '../errors/statusError';
import { FieldError, notSupported } from '../errors/fieldError';
import { FieldValidation } from '../registry/decodeBody';

const FIELD_VALIDATION = ['Ignore', 'Strict', 'Warn'];

/**
 * Whether a write is only tried.
 *
 * @throws {@link StatusError} 422
 */
export function readDryRun(values: string[], kind = 'CreateOptions'): boolean {
  const wrong = values.filter(value => value !== 'All');
  if (wrong.length > 0) {
    throw invalidObject({ group: 'meta.k8s.io', kind }, '', [
      notSupported('dryRun', values, ['All']),
    ]);
  }
  return values.length > 0;
}

/**
 * What to do about fields that a kind does not have.
 *
 * @throws {@link StatusError} 422
 */
export function readFieldValidation(
  query: URLSearchParams,
  kind = 'CreateOptions',
): FieldValidation {
  const value = query.get('fieldValidation') || 'Warn';
  if (!FIELD_VALIDATION.includes(value)) {
    throw invalidObject({ group: 'meta.k8s.io', kind }, '', [
      notSupported('fieldValidation', value, ['', ...FIELD_VALIDATION]),
    ]);
  }
  return value as FieldValidation;
}

/**
 * Reads several options and refuses all that is wrong with them at once.
 *
 * @throws {@link StatusError} 422
 */
export function collectProblems(kind: string, reads: (() => void)[]): void {
  const errors: FieldError[] = [];
  for (const read of reads) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof StatusError) || error.code !== 422) {
        throw error;
      }
      for (const { reason, field, message } of error.status.details?.causes ??
        []) {
        const type = reason as FieldError['type'];
        errors.push({ type, field: field ?? '', body: message ?? '' });
      }
    }
  }
  if (errors.length > 0) {
    throw invalidObject({ group: 'meta.k8s.io', kind }, '', errors);
  }
}

/**
 * A whole number of a query.
 *
 * @throws {@link StatusError} 400
 */
export function readInteger(
  query: URLSearchParams,
  name: string,
): number | undefined {
  const value = query.get(name);
  if (value === null) {
    return undefined;
  }
  if (!/^[-+]?\d+$/.test(value)) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  if (
    BigInt.asIntN(64, BigInt(value.replace('+', ''))) !==
    BigInt(value.replace('+', ''))
  ) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(value)}: value out of range`,
    );
  }
  return Number(value);
}

/** What is wrong with a resourceVersion that is no number. */
export function revisionProblem(value: string): string {
  const quoted = JSON.stringify(value);
  return `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`;
}

/**
 * The resourceVersion of a list or watch.
 *
 * @throws {@link StatusError} 400
 */
export function readRevision(query: URLSearchParams): number | undefined {
  const value = query.get('resourceVersion');
  if (value === null || value === '') {
    return undefined;
  }
  if (!/^\d+$/.test(value) || Number(value) >= 2 ** 64) {
    throw badRequest(`invalid resource version: ${revisionProblem(value)}`);
  }
  return Number(value);
}
