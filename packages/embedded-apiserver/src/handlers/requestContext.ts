import { IncomingMessage, ServerResponse } from 'node:http';
import { UserInfo } from '../types';
import { RequestInfo } from './requestInfo';

/** A request on its way through the chain of handlers. */
export interface RequestContext {
  req: IncomingMessage;
  res: ServerResponse;
  query: URLSearchParams;
  info: RequestInfo;
  user: UserInfo;
  /** What the client is told in `Warning` headers. */
  warnings: string[];
  /**
   * Checks whether the user may do something else at the same place.
   *
   * @throws StatusError 403
   */
  authorize(verb: string): void;
}
