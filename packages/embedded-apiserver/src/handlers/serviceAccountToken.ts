import { ISSUER, ServiceAccountTokens } from '../authn/serviceAccountTokens';
import { invalid } from '../errors/fieldError';
import { invalidObject } from '../errors/statusError';
import { Registry } from '../registry/registry';
import { Resource } from '../scheme/resource';
import { readNumber, readObject as readField, read } from '../util/read';
import { now } from '../util/time';
import { readObject } from './readBody';
import { RequestContext } from './requestContext';
import { sendJson } from './respond';

const DEFAULT_SECONDS = 3600;
const MINIMUM_SECONDS = 600;

/** Answers a TokenRequest for a service account. */
export async function handleServiceAccountToken(
  registry: Registry,
  resource: Resource,
  tokens: ServiceAccountTokens,
  context: RequestContext,
): Promise<void> {
  const { info, req } = context;
  const account = registry.get(resource, info.namespace, info.name);
  const spec = readField(await readObject(req, 'TokenRequest'), 'spec');
  const expirationSeconds =
    readNumber(spec, 'expirationSeconds') || DEFAULT_SECONDS;
  if (expirationSeconds < MINIMUM_SECONDS) {
    throw invalidObject(
      { group: 'authentication.k8s.io', kind: 'TokenRequest' },
      '',
      [
        invalid(
          'spec.expirationSeconds',
          expirationSeconds,
          'may not specify a duration less than 10 minutes',
        ),
      ],
    );
  }
  const wanted = read(spec, 'audiences');
  const audiences =
    Array.isArray(wanted) && wanted.length > 0 ? wanted.map(String) : [ISSUER];
  const { token, expirationTimestamp } = await tokens.issue(account, {
    audiences,
    expirationSeconds,
  });
  sendJson(context, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {
      name: info.name,
      namespace: info.namespace,
      creationTimestamp: now(),
    },
    spec: { audiences, expirationSeconds, boundObjectRef: null },
    status: { token, expirationTimestamp: now(expirationTimestamp) },
  });
}
