import { WebSocket } from 'ws';
import { Guests } from '../guest/guests';
import { KubeClient } from '../runtime/client';
import { EventRecorder } from '../runtime/eventRecorder';
import { ObjectKey } from '../runtime/types';

/** What the subresources work with. */
export type SubresourceContext = {
  client: KubeClient;
  events: EventRecorder;
  guests: Guests;
};

/** A request for a subresource of a machine or instance. */
export type SubresourceRequest = {
  key: ObjectKey & { namespace: string };
  query: URLSearchParams;
  /** As it came; empty when there is none. */
  body: string;
};

/** What is answered: nothing, an object, or bytes of a type. */
export type SubresourceAnswer = {
  code: number;
  body?: object;
  bytes?: Buffer;
  contentType?: string;
};

/** Does what a request asks for, or refuses it with a `SubresourceError`. */
export type SubresourceHandler = (
  request: SubresourceRequest,
  context: SubresourceContext,
) => Promise<SubresourceAnswer>;

/**
 * Checks that a stream can be opened, and answers what shall happen with the
 * WebSocket once it is.
 */
export type StreamHandler = (
  request: SubresourceRequest,
  context: SubresourceContext,
) => Promise<(socket: WebSocket) => void>;

/** One subresource and the one method it takes. */
export type Subresource =
  | { method: 'PUT' | 'GET'; handle: SubresourceHandler }
  | { method: 'GET'; stream: StreamHandler };
