import { ServiceAccountTokens } from '../authn/serviceAccountTokens';
import {
  methodNotAllowed,
  methodNotSupported,
  notImplemented,
  unknownResource,
} from '../errors/statusError';
import { Registry } from '../registry/registry';
import { hasSubresource, Resource } from '../scheme/resource';
import { Reviews } from '../reviews/reviews';
import { handleList } from './list';
import { handleNamespaceFinalize } from './namespaceFinalize';
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
      throw unknownResource();
    }
    if (this.reviews.handles(resource)) {
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
    // All namespaces together can be read, but nothing can be made in them.
    const isNowhere = resource.namespaced && !info.namespace;
    const needsNamespace = info.name
      ? !['list', 'watch'].includes(info.verb)
      : info.verb === 'create';
    if (
      (isNowhere && needsNamespace) ||
      (!resource.namespaced &&
        info.namespace &&
        resource.storageKey !== '/namespaces')
    ) {
      throw isNowhere && info.verb === 'create'
        ? methodNotAllowed()
        : unknownResource();
    }
    const isMisplaced = info.name
      ? info.verb === 'create'
      : Object.hasOwn(OBJECT, info.verb);
    if (isMisplaced) {
      throw methodNotAllowed();
    }
    if (!resource.verbs.includes(info.verb)) {
      throw methodNotSupported(resource, info.verb);
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
      throw unknownResource();
    }
    if (STATUS_LIKE.has(subresource)) {
      const handler = OBJECT[info.verb];
      if (!handler || info.verb === 'delete') {
        throw methodNotAllowed();
      }
      await handler(this.registry, resource, context);
    } else if (subresource === 'scale') {
      await handleScale(this.registry, resource, context);
    } else if (subresource === 'finalize') {
      await handleNamespaceFinalize(this.registry, resource, context);
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
    } else {
      throw notImplemented(`${resource.resource}/${subresource}`);
    }
  }
}
