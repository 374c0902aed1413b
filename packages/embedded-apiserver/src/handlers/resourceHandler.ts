import { ServiceAccountTokens } from '../authn/serviceAccountTokens';
import {
  badRequest,
  methodNotAllowed,
  methodNotSupported,
  notFound,
  notImplemented,
  PathNotFound,
  unknownResource,
} from '../errors/statusError';
import { Registry } from '../registry/registry';
import { hasSubresource, Resource } from '../scheme/resource';
import { goQuote } from '../util/goQuote';
import { Reviews } from '../reviews/reviews';
import { handleConnect, isConnection } from './connect';
import { handleList } from './list';
import {
  handleCreate,
  handleDelete,
  handleDeleteCollection,
  handleGet,
  handleUpdate,
} from './objects';
import { handlePatch } from './patch';
import { RequestContext } from './requestContext';
import { handleScale } from './scale';
import { handleServiceAccountToken } from './serviceAccountToken';
import { handleWatch } from './watch';

type Handler = (
  registry: Registry,
  resource: Resource,
  context: RequestContext,
) => void | Promise<void>;

const COLLECTION: Record<string, Handler> = {
  list: handleList,
  watch: handleWatch,
  create: handleCreate,
  deletecollection: handleDeleteCollection,
};

const OBJECT: Record<string, Handler> = {
  get: handleGet,
  update: handleUpdate,
  patch: handlePatch,
  delete: handleDelete,
};

/** Subresources that hold a part of the object itself. */
const STATUS_LIKE = new Set(['status', 'approval']);

/**
 * Whether a path fits its resource and its method: all namespaces together can
 * be read, but nothing else.
 *
 * @throws {@link StatusError} 400, 404 or 405
 */
function checkPlace(resource: Resource, { info }: RequestContext): void {
  const { verb, name } = info;
  const isNowhere = resource.namespaced && !info.namespace;
  const isAstray =
    !resource.namespaced &&
    !!info.namespace &&
    (resource.storageKey !== '/namespaces' || info.name === '');
  if (isAstray || (isNowhere && verb !== 'list' && verb !== 'watch')) {
    if (resource.custom) {
      throw new PathNotFound();
    }
    throw isNowhere && !name ? methodNotAllowed() : unknownResource();
  }
  if (resource.custom) {
    if (!name && Object.hasOwn(OBJECT, verb)) {
      throw badRequest('name must be provided');
    }
  } else if (name ? verb === 'create' : Object.hasOwn(OBJECT, verb)) {
    throw methodNotAllowed();
  }
}

/** What sends pods to nodes. */
const BINDINGS = '/bindings';

const KNOWN_VERBS = new Set([
  ...Object.keys(COLLECTION),
  ...Object.keys(OBJECT),
]);

/** Whether there is such a path, whatever the method. */
function isPathOf(resource: Resource, { info }: RequestContext): boolean {
  const { subresource, rest } = info;
  return (
    !subresource ||
    (hasSubresource(resource, subresource) &&
      (rest.length === 0 || subresource === 'proxy'))
  );
}

/**
 * Sees that a name can be a part of a path.
 *
 * @throws {@link StatusError} 400
 */
function checkSegment(name: string): void {
  const problems = ['.', '..'].includes(name)
    ? [`may not be '${name}'`]
    : ['/', '%']
        .filter(part => name.includes(part))
        .map(part => `may not contain '${part}'`);
  if (problems.length > 0) {
    throw badRequest(`invalid name ${goQuote(name)}: [${problems.join(' ')}]`);
  }
}

/** Answers requests for the resources the server serves itself. */
export class ResourceHandler {
  constructor(
    private readonly registry: Registry,
    private readonly reviews: Reviews,
    private readonly tokens: ServiceAccountTokens,
  ) {}

  async handle(context: RequestContext): Promise<void> {
    const { info } = context;
    const resource = this.registry.resources.find(
      info.group,
      info.version,
      info.resource,
    );
    if (!resource) {
      throw this.registry.resources.isBuiltin(info.group)
        ? unknownResource()
        : new PathNotFound();
    }
    if (!resource.custom && !isPathOf(resource, context)) {
      throw unknownResource();
    }
    const isHead = context.req.method === 'HEAD' && !resource.custom;
    if (info.verb === 'options' || isHead) {
      throw resource.custom
        ? methodNotSupported(resource, '')
        : methodNotAllowed();
    }
    if (this.reviews.handles(resource)) {
      if (info.name) {
        throw unknownResource();
      }
      await this.reviews.handle(resource, context);
    } else if (info.subresource) {
      await this.subresource(resource, context);
    } else {
      await this.main(resource, context);
    }
  }

  private async main(
    resource: Resource,
    context: RequestContext,
  ): Promise<void> {
    const { info } = context;
    checkPlace(resource, context);
    checkSegment(info.name);
    if (!resource.custom && !KNOWN_VERBS.has(info.verb)) {
      throw methodNotAllowed();
    }
    if (!resource.verbs.includes(info.verb)) {
      throw info.verb === 'deletecollection' && !resource.custom
        ? methodNotAllowed()
        : methodNotSupported(resource, info.verb);
    }
    if (resource.storageKey === BINDINGS) {
      // Nothing runs pods here.
      throw notImplemented(resource.resource);
    }
    const isCollection = Object.hasOwn(COLLECTION, info.verb);
    const handler = isCollection ? COLLECTION[info.verb] : OBJECT[info.verb];
    if (!handler) {
      throw methodNotAllowed();
    }
    await handler(this.registry, resource, context);
  }

  private async subresource(
    resource: Resource,
    context: RequestContext,
  ): Promise<void> {
    const { info } = context;
    const { subresource } = info;
    if (
      !hasSubresource(resource, subresource) ||
      (resource.namespaced && !info.namespace)
    ) {
      throw resource.custom ? notFound(resource, info.name) : unknownResource();
    }
    if (STATUS_LIKE.has(subresource)) {
      const handler = OBJECT[info.verb];
      if (!handler || info.verb === 'delete') {
        throw resource.custom
          ? methodNotSupported(resource, info.verb)
          : methodNotAllowed();
      }
      await handler(this.registry, resource, context);
    } else if (subresource === 'scale') {
      if (!['get', 'update', 'patch'].includes(info.verb)) {
        throw resource.custom
          ? methodNotSupported(resource, info.verb)
          : methodNotAllowed();
      }
      await handleScale(this.registry, resource, context);
    } else if (subresource === 'finalize') {
      if (info.verb !== 'update') {
        throw methodNotAllowed();
      }
      await handleUpdate(this.registry, resource, context);
    } else if (
      subresource === 'token' &&
      resource.storageKey === '/serviceaccounts'
    ) {
      await handleServiceAccountToken(
        this.registry,
        resource,
        this.tokens,
        context,
      );
    } else if (isConnection(subresource)) {
      throw handleConnect(this.registry, resource, context);
    } else {
      this.registry.entry(resource, info.namespace, info.name);
      throw notImplemented(`${resource.resource}/${subresource}`);
    }
  }
}
