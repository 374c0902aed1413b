import { Resource } from '../scheme/resource';
import { FieldSelector, parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';
import { Collection } from '../storage/collection';
import { Entry } from '../storage/entry';
import { RequestContext } from './requestContext';

/** What of a collection a request selects. */
export interface Selection {
  matches(entry: Entry): boolean;
  /** Whether everything is selected. */
  isEmpty: boolean;
  prefix: string;
  /** The entries that may be selected, in order. */
  candidates(collection: Collection): Entry[];
}

/**
 * Reads the namespace and the selectors of a request.
 *
 * @throws {@link StatusError} 400
 */
export function readSelection(
  { info, query }: RequestContext,
  resource: Resource,
): Selection {
  const labels = query.get('labelSelector') ?? '';
  const matchesLabels = parseLabelSelector(labels);
  const fields: FieldSelector = parseFieldSelector(
    query.get('fieldSelector') ?? '',
    resource,
  );
  const prefix =
    resource.namespaced && info.namespace ? `${info.namespace}/` : '';
  // A path may also name one object, as a watch of it does.
  const name = !query.get('fieldSelector') && info.name ? info.name : undefined;
  const isEmpty = labels === '' && fields.isEmpty && name === undefined;
  return {
    isEmpty,
    prefix,
    candidates(collection) {
      const single = name ?? fields.name;
      if (single === undefined || (resource.namespaced && !prefix)) {
        return collection.list(prefix);
      }
      const entry = collection.get(prefix + single);
      return entry ? [entry] : [];
    },
    matches: entry =>
      entry.key.startsWith(prefix) &&
      (isEmpty ||
        ((name === undefined || entry.object.metadata.name === name) &&
          matchesLabels(entry.object.metadata.labels) &&
          fields.matches(entry.object))),
  };
}
