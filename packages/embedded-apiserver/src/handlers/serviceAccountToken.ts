import {
  BoundObject,
  ISSUER,
  ServiceAccountTokens,
} from '../authn/serviceAccountTokens';
import { FieldError, invalid } from '../errors/fieldError';
import {
  badRequest,
  conflict,
  invalidObject,
  methodNotAllowed,
  notFound,
} from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { isObject, JsonObject, KubeObject, parseGroupVersion } from '../types';
import { goQuote } from '../util/goQuote';
import { read, readObject as readField, readString } from '../util/read';
import { now } from '../util/time';
import { readObject } from './readBody';
import { RequestContext } from './requestContext';
import { sendJson } from './respond';

const TOKEN_REQUEST = { group: 'authentication.k8s.io', kind: 'TokenRequest' };
const DEFAULT_SECONDS = 3600;
const MINIMUM_SECONDS = 600;
const MAXIMUM_SECONDS = 2 ** 32;
/** What a token can be bound to, and where that is kept. */
const BOUND: Record<string, string> = {
  Pod: '/pods',
  Secret: '/secrets',
  Node: '/nodes',
};

function checkBody(body: JsonObject, context: RequestContext): void {
  const { apiVersion, kind } = body;
  const { name, namespace } = context.info;
  if (kind && (kind !== 'TokenRequest' || !apiVersion)) {
    throw badRequest(
      `${kind} in version ${goQuote(
        parseGroupVersion(String(apiVersion)).version,
      )} cannot be handled as a TokenRequest: converting (${apiVersion}.${kind}) to (authentication.TokenRequest): unknown conversion`,
    );
  }
  const givenNamespace = readString(body, 'metadata', 'namespace');
  if (givenNamespace && givenNamespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  const givenName = readString(body, 'metadata', 'name');
  if (givenName && givenName !== name) {
    throw invalidObject(TOKEN_REQUEST, name, [
      invalid(
        'metadata.name',
        givenName,
        'must match the service account name if specified',
      ),
    ]);
  }
}

function checkSeconds(seconds: number): FieldError[] {
  const path = 'spec.expirationSeconds';
  if (seconds < MINIMUM_SECONDS) {
    return [
      invalid(path, seconds, 'may not specify a duration less than 10 minutes'),
    ];
  }
  return seconds > MAXIMUM_SECONDS
    ? [
        invalid(
          path,
          seconds,
          'may not specify a duration larger than 2^32 seconds',
        ),
      ]
    : [];
}

/** What a token is bound to: it ends with that. */
function boundObject(
  registry: Registry,
  reference: JsonObject,
  account: KubeObject,
): BoundObject {
  const kind = readString(reference, 'kind');
  const name = readString(reference, 'name');
  const { group, version } = parseGroupVersion(
    readString(reference, 'apiVersion'),
  );
  const storageKey = group ? undefined : BOUND[kind];
  if (!storageKey) {
    throw badRequest(
      `cannot bind token to object of type ${group}/${version}, Kind=${kind}`,
    );
  }
  const { namespace } = account.metadata;
  const object = registry.store
    .collection(storageKey)
    .get(kind === 'Node' ? name : `${namespace}/${name}`)?.object;
  if (!object) {
    throw notFound({ group: '', resource: storageKey.slice(1) }, name);
  }
  if (
    kind === 'Pod' &&
    readString(object, 'spec', 'serviceAccountName') !== account.metadata.name
  ) {
    throw badRequest(
      `cannot bind token for serviceaccount ${goQuote(
        account.metadata.name,
      )} to pod running with different serviceaccount name.`,
    );
  }
  const uid = readString(reference, 'uid');
  if (uid && uid !== object.metadata.uid) {
    throw conflict(
      { group: '', resource: kind },
      name,
      `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`,
    );
  }
  return { storageKey, object };
}

/** Answers a TokenRequest for a service account. */
export async function handleServiceAccountToken(
  registry: Registry,
  resource: Resource,
  tokens: ServiceAccountTokens,
  context: RequestContext,
): Promise<void> {
  const { info, req } = context;
  if (info.verb !== 'create') {
    throw methodNotAllowed();
  }
  const body = (await readObject(req, 'TokenRequest')) as JsonObject;
  checkBody(body, context);
  const account = registry.get(resource, info.namespace, info.name);
  const { uid } = account.metadata;
  const givenUid = readString(body, 'metadata', 'uid');
  if (givenUid && givenUid !== uid) {
    throw conflict(
      { group: TOKEN_REQUEST.group, resource: TOKEN_REQUEST.kind },
      info.name,
      `the UID in the token request (${givenUid}) does not match the UID of the service account (${uid})`,
    );
  }
  const spec = readField(body, 'spec');
  const seconds = read(spec, 'expirationSeconds');
  const expirationSeconds =
    typeof seconds === 'number' ? seconds : DEFAULT_SECONDS;
  const errors = checkSeconds(expirationSeconds);
  if (errors.length > 0) {
    throw invalidObject(TOKEN_REQUEST, '', errors);
  }
  const reference = read(spec, 'boundObjectRef');
  const bound = isObject(reference)
    ? boundObject(registry, reference, account)
    : undefined;
  const wanted = read(spec, 'audiences');
  const audiences =
    Array.isArray(wanted) && wanted.length > 0 ? wanted.map(String) : [ISSUER];
  const { token, expirationTimestamp } = await tokens.issue(account, {
    audiences,
    expirationSeconds,
    bound,
  });
  sendJson(context, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {
      name: info.name,
      namespace: info.namespace,
      uid,
      creationTimestamp: now(),
    },
    spec: { audiences, expirationSeconds, boundObjectRef: reference ?? null },
    status: { token, expirationTimestamp: now(expirationTimestamp) },
  });
}
