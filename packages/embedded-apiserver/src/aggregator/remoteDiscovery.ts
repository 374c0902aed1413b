import { isObject, JsonObject } from '../types';
import { AggregatedVersion } from '../discovery/documents';
import { readList, readString } from '../util/read';

/** A server's `APIResourceList` as aggregated discovery shows it. */
export function toAggregatedVersion(
  group: string,
  version: string,
  list: unknown,
): AggregatedVersion {
  const all = readList(list, 'resources');
  const kindOf = (resource: JsonObject) => ({
    group: readString(resource, 'group') || group,
    version: readString(resource, 'version') || version,
    kind: readString(resource, 'kind'),
  });
  const names = new Set(all.map(r => readString(r, 'name').split('/')[0]));
  const resources = [...names].map(name => {
    const main = all.find(r => r.name === name);
    const subresources = all
      .filter(r => readString(r, 'name').startsWith(`${name}/`))
      .map(r => ({
        subresource: readString(r, 'name').slice(name.length + 1),
        responseKind: kindOf(r),
        verbs: r.verbs,
      }));
    const sample =
      main ?? all.find(r => readString(r, 'name').startsWith(`${name}/`));
    return {
      resource: name,
      scope:
        isObject(sample) && sample.namespaced === true
          ? 'Namespaced'
          : 'Cluster',
      ...(main && {
        responseKind: kindOf(main),
        singularResource: readString(main, 'singularName'),
        verbs: main.verbs,
        ...(main.shortNames !== undefined && { shortNames: main.shortNames }),
        ...(main.categories !== undefined && { categories: main.categories }),
      }),
      ...(subresources.length && { subresources }),
    };
  });
  return { version, freshness: 'Current', resources };
}
