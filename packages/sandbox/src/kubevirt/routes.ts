import { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { authorize } from './authorize';
import { publicDocument } from './discovery';
import { readBody } from './readBody';
import { ProxyTrust } from './requestIdentity';
import { SubresourceError, badRequest } from './subresourceError';
import { SubresourcePath, parseSubresourcePath } from './subresourcePath';
import {
  Subresource,
  SubresourceAnswer,
  SubresourceContext,
  SubresourceRequest,
} from './types';

const notServed = () =>
  new SubresourceError(404, 'NotFound', '404: Page Not Found', {
    isPlainText: true,
  });

/** Finds who answers a request, checks that it may be made, and has it answered. */
export class Routes {
  readonly #context: SubresourceContext;
  readonly #trust: ProxyTrust;

  constructor(context: SubresourceContext, trust: ProxyTrust) {
    this.#context = context;
    this.#trust = trust;
  }

  /** @throws SubresourceError */
  async answer(request: IncomingMessage): Promise<SubresourceAnswer> {
    const { pathname } = urlOf(request);
    const body = publicDocument(pathname);
    if (body && request.method === 'GET') {
      return { code: 200, body };
    }
    const path = await this.#authorized(request);
    const served = servedBy(path, request.method);
    if ('stream' in served) {
      // Its own refusals come first.
      await served.stream(requestOf(request, path), this.#context);
      throw badRequest(
        "websocket: the client is not using the websocket protocol: 'upgrade' token not found in 'Connection' header",
      );
    }
    return served.handle(
      requestOf(request, path, await readBody(request)),
      this.#context,
    );
  }

  /** @throws SubresourceError */
  async open(
    request: IncomingMessage,
  ): Promise<(webSocket: WebSocket) => void> {
    const path = await this.#authorized(request);
    const served = servedBy(path, request.method);
    if (!('stream' in served)) {
      throw badRequest(`${path.plural}/${path.subresource} is no stream`);
    }
    return served.stream(requestOf(request, path), this.#context);
  }

  async #authorized(request: IncomingMessage): Promise<SubresourcePath> {
    const path = parseSubresourcePath(urlOf(request).pathname);
    if (!path) {
      throw notServed();
    }
    await authorize(this.#context.client, request, this.#trust, path);
    return path;
  }
}

function urlOf(request: IncomingMessage): URL {
  const url = request.url ?? '/';
  if (!URL.canParse(url, 'https://localhost')) {
    throw notServed();
  }
  return new URL(url, 'https://localhost');
}

function requestOf(
  request: IncomingMessage,
  { namespace, name }: SubresourcePath,
  body = '',
): SubresourceRequest {
  return {
    key: { namespace, name },
    query: urlOf(request).searchParams,
    body,
  };
}

function servedBy(
  { served }: SubresourcePath,
  method: string | undefined,
): Subresource {
  if (!served) {
    throw notServed();
  }
  if (served.method !== method) {
    throw new SubresourceError(
      405,
      'MethodNotAllowed',
      '405: Method Not Allowed',
      { isPlainText: true },
    );
  }
  return served;
}
