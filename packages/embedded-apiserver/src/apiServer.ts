import { IncomingMessage, ServerResponse } from 'node:http';
import { Aggregator } from './aggregator/aggregator';
import { Authenticator } from './authn/authenticator';
import { impersonate } from './authn/impersonation';
import { forbiddenRequest } from './authz/forbiddenMessage';
import { RbacAuthorizer } from './authz/rbacAuthorizer';
import { Discovery } from './discovery/discovery';
import {
  badRequest,
  internalError,
  PathNotFound,
  StatusError,
} from './errors/statusError';
import { NonResourceHandler } from './handlers/nonResource';
import { RequestContext } from './handlers/requestContext';
import { parseRequestInfo } from './handlers/requestInfo';
import { parseTarget } from './handlers/requestTarget';
import { checkRequestTimeout } from './handlers/requestTimeout';
import { ResourceHandler } from './handlers/resourceHandler';
import { sendError, sendPlain } from './handlers/respond';
import { OpenApi } from './openapi/openApi';
import { Logger, UserInfo } from './types';

const NOBODY: UserInfo = { name: '', groups: [] };

/** The parts a request goes through, in this order. */
export interface Handlers {
  authenticator: Authenticator;
  authorizer: RbacAuthorizer;
  aggregator: Aggregator;
  discovery: Discovery;
  openApi: OpenApi;
  nonResource: NonResourceHandler;
  resources: ResourceHandler;
}

/**
 * The chain every request goes through: who is it, as whom do they act, may
 * they, and then the part of the server that answers.
 */
export class ApiServer {
  constructor(
    private readonly handlers: Handlers,
    private readonly logger: Logger,
  ) {}

  /** Answers a request. Never throws. */
  async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const context = this.context(req, res);
    if (!context) {
      return;
    }
    try {
      checkRequestTimeout(context);
      await this.authorize(context);
      const { aggregator } = this.handlers;
      if (aggregator.handles(context.info)) {
        aggregator.proxy(context);
      } else {
        await this.dispatch(context);
      }
    } catch (error) {
      this.refuse(context, error);
    }
  }

  /** Answers a request to change the protocol, as for a WebSocket. */
  async upgrade(
    req: IncomingMessage,
    res: ServerResponse,
    head: Buffer,
  ): Promise<void> {
    const context = this.context(req, res);
    if (!context) {
      return;
    }
    try {
      await this.authorize(context);
      const { aggregator } = this.handlers;
      if (aggregator.handles(context.info)) {
        aggregator.proxyUpgrade(context, head);
      } else {
        await this.dispatch(context);
      }
    } catch (error) {
      this.refuse(context, error);
    }
  }

  private context(
    req: IncomingMessage,
    res: ServerResponse,
  ): RequestContext | undefined {
    const target = parseTarget(req.url ?? '/');
    if (!target) {
      // Nothing that could be answered in the form of the API.
      res.setHeader('connection', 'close');
      sendPlain(res, 400, '400 Bad Request');
      return undefined;
    }
    const context: RequestContext = {
      req,
      res,
      query: target.query,
      info: parseRequestInfo(req.method ?? 'GET', target),
      user: NOBODY,
      warnings: [],
      authorize: verb => this.check(context, verb),
    };
    return context;
  }

  private async authorize(context: RequestContext): Promise<void> {
    const { authenticator, authorizer } = this.handlers;
    const { req, info } = context;
    const user = await authenticator.authenticate(
      req.headers.authorization,
      req.headers['sec-websocket-protocol'],
    );
    context.user = impersonate(req, user, authorizer);
    this.check(context, info.verb);
  }

  private check({ user, info }: RequestContext, verb: string): void {
    const attributes = { ...info, verb };
    const decision = this.handlers.authorizer.authorize(user, attributes);
    if (!decision.allowed) {
      throw forbiddenRequest(user, attributes, decision.reason);
    }
  }

  private async dispatch(context: RequestContext): Promise<void> {
    const { discovery, openApi, nonResource, resources } = this.handlers;
    if (context.info.isResource) {
      await resources.handle(context);
    } else if (
      !discovery.handle(context) &&
      !openApi.handle(context) &&
      !nonResource.handle(context)
    ) {
      throw new PathNotFound();
    }
  }

  private refuse(context: RequestContext, error: unknown): void {
    const { req, res } = context;
    if (res.destroyed || req.socket.destroyed) {
      res.destroy();
      return;
    }
    try {
      sendError(context, this.toStatus(context, error));
    } catch (failure) {
      this.logger.error(`cannot answer ${context.info.path}: ${failure}`);
      res.destroy();
    }
  }

  private toStatus({ info }: RequestContext, error: unknown): StatusError {
    if (error instanceof StatusError) {
      return error;
    }
    if (error instanceof RangeError && /call stack/.test(error.message)) {
      return badRequest('json: exceeded max depth');
    }
    const message = error instanceof Error ? error.message : String(error);
    this.logger.error(
      `${info.verb} ${info.path} failed: ${
        error instanceof Error ? error.stack : message
      }`,
    );
    return internalError(message);
  }
}
