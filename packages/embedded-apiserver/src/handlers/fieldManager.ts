import {
  FieldError,
  forbiddenField,
  invalid,
  required,
  tooLong,
} from '../errors/fieldError';
import { invalidObject } from '../errors/statusError';
import { RequestContext } from './requestContext';

const MAX_LENGTH = 128;
/** What Go does not count as printable. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE.source, 'gu');

function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function problemsOf(manager: string): FieldError[] {
  const errors: FieldError[] = [];
  if (Buffer.byteLength(manager) > MAX_LENGTH) {
    errors.push(tooLong('fieldManager', MAX_LENGTH));
  }
  let position = 0;
  for (const character of manager) {
    if (UNPRINTABLE.test(character)) {
      errors.push(
        invalid(
          'fieldManager',
          manager,
          `invalid character ${characterName(
            character,
          )} (at position ${position})`,
        ),
      );
    }
    position += Buffer.byteLength(character);
  }
  return errors;
}

/** The name of the program that asks, out of its `User-Agent`. */
function fromUserAgent(userAgent: string): string {
  const name = userAgent.split('/')[0].replace(ALL_UNPRINTABLE, '');
  let manager = '';
  for (const character of name) {
    if (Buffer.byteLength(manager + character) > MAX_LENGTH) {
      break;
    }
    manager += character;
  }
  return manager;
}

/** A flag of a query as Go reads it: everything but `false` and `0` is set. */
function readFlag(query: URLSearchParams, name: string): boolean | undefined {
  const value = query.get(name);
  return value === null
    ? undefined
    : value !== '0' && value.toLowerCase() !== 'false';
}

/**
 * Who gets what a create, update or patch changes.
 *
 * @param kind - of the options in the query, such as `PatchOptions`
 * @throws {@link StatusError} 422
 */
export function readFieldManager(
  { query, req }: RequestContext,
  kind: string,
): string {
  const manager = query.get('fieldManager') ?? '';
  const errors = problemsOf(manager);
  if (kind === 'PatchOptions' && readFlag(query, 'force') !== undefined) {
    const detail = 'may not be specified for non-apply patch';
    errors.unshift(forbiddenField('force', detail));
  }
  if (errors.length > 0) {
    throw invalidObject({ group: 'meta.k8s.io', kind }, '', errors);
  }
  return manager || fromUserAgent(req.headers['user-agent'] ?? '');
}

/** How a configuration is applied. */
export interface ApplyOptions {
  manager: string;
  /** Whether to take over what others own. */
  force: boolean;
}

/**
 * Who applies a configuration.
 *
 * @throws {@link StatusError} 422
 */
export function readApplyOptions({ query }: RequestContext): ApplyOptions {
  const manager = query.get('fieldManager') ?? '';
  const errors = manager
    ? problemsOf(manager)
    : [required('fieldManager', 'is required for apply patch')];
  if (errors.length > 0) {
    const kind = { group: 'meta.k8s.io', kind: 'PatchOptions' };
    throw invalidObject(kind, '', errors);
  }
  return { manager, force: readFlag(query, 'force') ?? false };
}
