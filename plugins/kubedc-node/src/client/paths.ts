import { InputError } from '@backstage/errors';
import type { ResourceType } from '@kubedc/backstage-plugin-kubedc-common';

/**
 * What of a resource type stands in its URLs.
 *
 * @public
 */
export type ResourcePathType = Pick<
  ResourceType,
  'group' | 'version' | 'resource' | 'namespaced'
>;

/**
 * Part of a resource type that a path names; without a name it is the collection, without a namespace that of all
 * namespaces.
 *
 * @public
 */
export interface ResourcePathTarget {
  namespace?: string;
  name?: string;
  /** For example `status`, or `start` of a virtual machine. */
  subresource?: string;
}

/**
 * Path of an object or a collection on the Kubernetes API.
 *
 * @throws InputError for a name that cannot stand in a path, or an object of a namespaced type without its namespace.
 * @public
 */
export function resourcePath(
  type: ResourcePathType,
  target: ResourcePathTarget = {},
): string {
  const { namespace, name, subresource } = target;
  if (type.namespaced && name !== undefined && namespace === undefined) {
    throw new InputError(`namespace is required for one of ${type.resource}`);
  }
  return [
    type.group ? `/apis/${type.group}` : '/api',
    type.version,
    ...(type.namespaced && namespace !== undefined
      ? ['namespaces', segment('namespace', namespace)]
      : []),
    type.resource,
    ...(name === undefined ? [] : [segment('name', name)]),
    ...(name === undefined || subresource === undefined
      ? []
      : // A subresource may have segments of its own, as the proxy of a pod does.
        subresource.split('/').map(part => segment('subresource', part))),
  ].join('/');
}

function segment(what: string, value: string): string {
  // The same rule as the API server's own for names in paths; '..' would lead to another resource.
  if (!value || value === '.' || value === '..' || /[/%]/.test(value)) {
    throw new InputError(`${what} '${value}' is not a valid name`);
  }
  return encodeURIComponent(value);
}
