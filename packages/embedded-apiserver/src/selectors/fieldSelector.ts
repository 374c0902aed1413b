import { badRequest, StatusError } from '../errors/statusError';
import { isObject, KubeObject } from '../types';
import { Resource } from '../scheme/resource';

/** Whether an object is selected. */
export type FieldMatcher = (object: KubeObject) => boolean;

export interface FieldSelector {
  matches: FieldMatcher;
  /** The name, when the selector asks for exactly one. */
  name?: string;
  isEmpty: boolean;
}

function lookup(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const key of path.split('.')) {
    value = isObject(value) ? value[key] : undefined;
  }
  if (value === undefined || value === null) {
    return path === 'spec.unschedulable' ? 'false' : '';
  }
  return String(value);
}

function unescape(text: string): string {
  const wrong = /\\([^\\,=]|$)/.exec(text.replaceAll('\\\\', ''));
  if (wrong) {
    throw badRequest(
      `invalid field selector: invalid escape sequence: ${wrong[0]}`,
    );
  }
  return text.replace(/\\([\\,=])/g, '$1');
}

/**
 * Reads a field selector.
 *
 * @throws {@link StatusError} 400 when it is malformed or names a field that
 *   the resource cannot be selected by
 */
export function parseFieldSelector(
  selector: string,
  resource: Resource,
): FieldSelector {
  const terms = selector.split(/(?<!\\),/).filter(term => term !== '');
  let name: string | undefined;
  const matchers = terms.map((term): FieldMatcher => {
    const match = /^(.*?)(!=|==|=)(.*)$/.exec(term);
    if (!match) {
      throw badRequest(
        `invalid selector: '${selector}'; can't understand '${term}'`,
      );
    }
    const [, field, operator, raw] = match;
    const value = unescape(raw);
    const supported =
      field === 'metadata.name' ||
      (field === 'metadata.namespace' && resource.namespaced) ||
      resource.strategy.fieldSelectors?.includes(field) ||
      resource.custom?.selectableFields.includes(field);
    if (!supported) {
      throw unsupported(field, resource);
    }
    if (field === 'metadata.name' && operator !== '!=') {
      name = value;
    }
    return operator === '!='
      ? object => lookup(object, field) !== value
      : object => lookup(object, field) === value;
  });
  return {
    matches: object => matchers.every(matches => matches(object)),
    name,
    isEmpty: terms.length === 0,
  };
}

function unsupported(field: string, resource: Resource): StatusError {
  return badRequest(
    resource.custom || resource.strategy.fieldSelectors
      ? `field label not supported: ${field}`
      : `${JSON.stringify(
          field,
        )} is not a known field selector: only "metadata.name", "metadata.namespace"`,
  );
}
