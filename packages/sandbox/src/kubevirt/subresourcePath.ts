import { Subresource } from './types';
import { subresources } from './subresources';

const PATH =
  /^\/apis\/subresources\.kubevirt\.io\/(v1|v1alpha3)\/namespaces\/([^/]+)\/(virtualmachines|virtualmachineinstances)\/([^/]+)\/(.+)$/;

/** What a path of a subresource names. */
export type SubresourcePath = {
  version: string;
  namespace: string;
  plural: string;
  name: string;
  subresource: string;
  /** How it is served, if it is. */
  served: Subresource | undefined;
};

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Takes a path apart; undefined when it is none of a subresource. */
export function parseSubresourcePath(
  path: string,
): SubresourcePath | undefined {
  const match = PATH.exec(path);
  if (!match) {
    return undefined;
  }
  const [version, namespace, plural, name, subresource] = match
    .slice(1)
    .map(decode);
  if (!version || !namespace || !plural || !name || !subresource) {
    return undefined;
  }
  const served = subresources.get(`${plural}/${subresource}`);
  return { version, namespace, plural, name, subresource, served };
}
