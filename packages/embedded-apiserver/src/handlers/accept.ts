import {
  badRequest,
  noRepresentation,
  notAcceptable,
  StatusError,
} from '../errors/statusError';
import { Resource } from '../scheme/resource';
import { IncludeObject } from '../table/table';
import { goQuote } from '../util/goQuote';
import { RequestContext } from './requestContext';

/** The form in which a client wants objects. */
export type Form = 'object' | 'table' | 'partial';

const PLAIN = new Set([
  'application/json',
  'application/yaml',
  'application/*',
  '*/*',
  '',
]);
const ACCEPTED = [
  'application/json',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
];

const STREAMS = [
  'application/json;stream=watch',
  'application/vnd.kubernetes.protobuf;stream=watch',
];

/**
 * Sees that a client takes an answer that has one form only.
 *
 * @throws {@link StatusError} 406
 */
export function checkAccept(
  { req }: RequestContext,
  available = ACCEPTED,
): void {
  const header = req.headers.accept ?? '';
  const known = header.split(',').filter(part => {
    const [type] = part.split(';');
    const wanted = type.trim();
    return (
      available.includes(wanted) || ['*/*', 'application/*'].includes(wanted)
    );
  });
  if (header !== '' && known.length === 0) {
    throw noRepresentation(available);
  }
  const hasForms = available === ACCEPTED;
  if (hasForms && header !== '' && known.every(part => /;\s*as=/.test(part))) {
    throw notAcceptable(available);
  }
}

/**
 * Chooses the form of an answer by the `Accept` header.
 *
 * @throws {@link StatusError} 406
 */
export function negotiate(
  { req, info }: RequestContext,
  resource: Resource,
): Form {
  let isKnown = false;
  for (const part of (req.headers.accept ?? '').split(',')) {
    const [type, ...rest] = part.split(';').map(text => text.trim());
    isKnown ||= (!!type && PLAIN.has(type)) || ACCEPTED.includes(type);
    const parameters = new Map(
      rest.map(text => text.split('=') as [string, string]),
    );
    const as = parameters.get('as');
    if (type === 'application/json' && as) {
      const isMeta =
        parameters.get('g') === 'meta.k8s.io' && parameters.get('v') === 'v1';
      if (isMeta && as === 'Table') {
        return 'table';
      }
      if (isMeta && as === 'PartialObjectMetadata' && info.verb === 'list') {
        throw new StatusError(
          406,
          'NotAcceptable',
          `you requested PartialObjectMetadata, but the requested object is a list (${
            resource.custom
              ? '*unstructured.UnstructuredList'
              : `*${resource.group.split('.')[0] || 'core'}.${
                  resource.listKind
                }`
          })`,
        );
      }
      if (isMeta && as.startsWith('PartialObjectMetadata')) {
        return 'partial';
      }
    } else if (PLAIN.has(type) && (type || !req.headers.accept)) {
      return 'object';
    }
  }
  if (isKnown || resource.custom) {
    throw notAcceptable(ACCEPTED);
  }
  throw noRepresentation(info.name ? ACCEPTED : [...ACCEPTED, ...STREAMS]);
}

const INCLUDED: string[] = ['Metadata', 'Object', 'None'];

/**
 * How much of each object the rows of a table are to carry.
 *
 * @throws {@link StatusError} 400
 */
export function includeObject({ query }: RequestContext): IncludeObject {
  const value = query.get('includeObject') || 'Metadata';
  if (!INCLUDED.includes(value)) {
    throw badRequest(
      `Unable to convert to Table as requested: includeObject: Invalid value: ${goQuote(
        value,
      )}: must be 'Metadata', 'Object', 'None', or empty`,
    );
  }
  return value as IncludeObject;
}
