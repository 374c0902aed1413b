import { Authenticator } from '../authn/authenticator';
import { PolicyRule } from '../authz/policyRule';
import { ISSUER } from '../authn/serviceAccountTokens';
import { joinErrors, RbacAuthorizer } from '../authz/rbacAuthorizer';
import {
  badRequest,
  invalidObject,
  methodNotAllowed,
} from '../errors/statusError';
import { readFieldValidation } from '../handlers/options';
import { readObject } from '../handlers/readBody';
import { RequestContext } from '../handlers/requestContext';
import { sendJson } from '../handlers/respond';
import { BodyDecoder } from '../registry/decodeBody';
import { Resource } from '../scheme/resource';
import { isObject, JsonObject, KubeObject, UserInfo } from '../types';
import { read, readObject as readField, readString } from '../util/read';
import { now } from '../util/time';
import { validateAccess } from './validateAccess';

const AUTHORIZATION = 'authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';

type Review = (
  object: KubeObject,
  context: RequestContext,
) => JsonObject | Promise<JsonObject>;

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function userStatus(user: UserInfo): JsonObject {
  return {
    username: user.name,
    ...(user.uid && { uid: user.uid }),
    groups: user.groups,
    ...(user.extra && { extra: user.extra }),
  };
}

/** Answers questions about identities and rights. */
export class Reviews {
  private readonly reviews: Record<string, Review> = {
    SelfSubjectReview: (_object, { user }) => ({ userInfo: userStatus(user) }),
    TokenReview: object => this.token(object),
    SelfSubjectAccessReview: (object, { user }) => this.access(object, user),
    SubjectAccessReview: object => this.access(object, subject(object)),
    LocalSubjectAccessReview: (object, { info }) =>
      this.access(object, subject(object), info.namespace),
    SelfSubjectRulesReview: (object, { user }) => this.rules(object, user),
  };

  constructor(
    private readonly authorizer: RbacAuthorizer,
    private readonly authenticator: Authenticator,
    private readonly decoder: BodyDecoder,
  ) {}

  handles({ group, kind }: Resource): boolean {
    return (
      (group === AUTHORIZATION || group === AUTHENTICATION) &&
      Object.hasOwn(this.reviews, kind)
    );
  }

  async handle(resource: Resource, context: RequestContext): Promise<void> {
    const { info, query, req } = context;
    if (info.verb !== 'create') {
      throw methodNotAllowed();
    }
    const { object, warnings } = this.decoder.decode(
      resource,
      await readObject(req, resource.kind),
      readFieldValidation(query),
    );
    context.warnings.push(...warnings);
    const review = this.reviews[resource.kind];
    const status = await review(object, context);
    sendJson(context, 201, {
      ...object,
      ...(resource.kind === 'SelfSubjectRulesReview' && { spec: {} }),
      metadata: metadataOf(resource, context),
      status,
    });
  }

  private access(
    object: KubeObject,
    user: UserInfo,
    namespace?: string,
  ): JsonObject {
    const errors = validateAccess(object, namespace);
    if (errors.length > 0) {
      throw invalidObject({ group: AUTHORIZATION, kind: '' }, '', errors);
    }
    const resource = read(object, 'spec', 'resourceAttributes');
    const path = read(object, 'spec', 'nonResourceAttributes');
    const spec = isObject(resource) ? resource : path;
    const { allowed, reason } = this.authorizer.authorize(user, {
      verb: readString(spec, 'verb'),
      isResource: isObject(resource),
      group: readString(spec, 'group'),
      version: readString(spec, 'version'),
      resource: readString(spec, 'resource'),
      subresource: readString(spec, 'subresource'),
      namespace: readString(spec, 'namespace'),
      name: readString(spec, 'name'),
      path: readString(spec, 'path'),
    });
    return { allowed, ...(reason && { reason }) };
  }

  private rules(object: KubeObject, user: UserInfo): JsonObject {
    const namespace = readString(object, 'spec', 'namespace');
    if (!namespace) {
      throw badRequest('no namespace on request');
    }
    const { rules, errors } = this.authorizer.rulesFor(user, namespace);
    const isPath = (rule: PolicyRule) => !!rule.nonResourceURLs?.length;
    return {
      resourceRules: rules
        .filter(rule => !isPath(rule))
        .map(({ verbs, apiGroups, resources, resourceNames }) => ({
          verbs,
          apiGroups,
          resources,
          ...(resourceNames && { resourceNames }),
        })),
      nonResourceRules: rules
        .filter(isPath)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
      incomplete: false,
      ...(errors.length > 0 && { evaluationError: joinErrors(errors) }),
    };
  }

  private async token(object: KubeObject): Promise<JsonObject> {
    const token = readString(object, 'spec', 'token');
    if (!token) {
      throw badRequest('token is required for TokenReview in authentication');
    }
    const wanted = strings(read(object, 'spec', 'audiences'));
    const audiences = wanted.length > 0 ? wanted : [ISSUER];
    try {
      const verified = await this.authenticator.verify(token, audiences);
      return {
        authenticated: true,
        user: userStatus(verified.user),
        audiences: verified.audiences,
      };
    } catch (error) {
      // That a token is not valid is an answer here.
      return {
        user: {},
        error: error instanceof Error ? error.message : String(error),
      };
    }
  }
}

/** Reviews are not kept: they have hardly any metadata. */
function metadataOf(
  { kind, namespaced }: Resource,
  { info }: RequestContext,
): JsonObject {
  if (kind === 'SelfSubjectReview') {
    return { creationTimestamp: now() };
  }
  return namespaced ? { namespace: info.namespace } : {};
}

/** Whom an access review asks about. */
function subject(object: KubeObject): UserInfo {
  const spec = readField(object, 'spec');
  return { name: readString(spec, 'user'), groups: strings(spec.groups) };
}
