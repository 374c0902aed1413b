import { badRequest } from '../errors/statusError';
import { KubeObject } from '../types';

/**
 * Sees that an object is the one that the path names.
 *
 * @throws {@link StatusError} 400
 */
export function checkName(name: string, { metadata }: KubeObject): void {
  const given = metadata?.name ?? '';
  if (!given) {
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  }
  if (given !== name) {
    throw badRequest(
      `the name of the object (${given}) does not match the name on the URL (${name})`,
    );
  }
}
