import { Random } from './random';

/** A request that is sent to both servers. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Where a request has its objects, so that no two requests meet. */
export interface Place {
  /** A name for an object of its own. */
  name: string;
  namespace: string;
  /** Group of the CustomResourceDefinition of gadgets. */
  group: string;
}

/** Makes one kind of bad request, now and then a good one. */
export type Category = (random: Random, place: Place) => FuzzRequest;

export const JSON_TYPE = 'application/json';
export const YAML_TYPE = 'application/yaml';

/** A request with a body. */
export function withBody(
  method: string,
  path: string,
  body: string | Buffer,
  contentType = JSON_TYPE,
): FuzzRequest {
  return { method, path, body, headers: { 'content-type': contentType } };
}
