import type {
  KubernetesObject,
  PlannedRequestView,
} from '@kubedc/backstage-plugin-kubedc-common';
import { PORTAL_ANNOTATIONS } from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '../../client';
import type { KubernetesRequest } from '../../transport/types';
import type { PlannedRequest } from '../types';

/**
 * Name under which the portal's changes stand in `managedFields`.
 *
 * @public
 */
export const FIELD_MANAGER = 'backstage-kubedc';

/**
 * True for a request that makes an object, as opposed to one that acts on an object or its subresource.
 *
 * @public
 */
export function makesObject(planned: PlannedRequest): boolean {
  return planned.method === 'POST' && !planned.subresource && !planned.name;
}

/**
 * Name of the object that a request makes.
 *
 * @public
 */
export function nameOfMade(planned: PlannedRequest): string {
  const name = (planned.body as KubernetesObject | undefined)?.metadata?.name;
  if (!name) {
    // Without a name a repeated request could not recognise its own object.
    throw new Error(`'${planned.description}' makes an object without a name`);
  }
  return name;
}

function stamp(body: unknown, runId: string): KubernetesObject {
  const object = body as KubernetesObject;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...object.metadata.annotations,
        [PORTAL_ANNOTATIONS.operation]: runId,
      },
    },
  };
}

/**
 * The request as it goes to the API server. An object it makes carries the run's id.
 *
 * @public
 */
export function toKubernetesRequest(
  planned: PlannedRequest,
  runId: string,
): KubernetesRequest {
  const writesFields = planned.method !== 'DELETE' && !planned.subresource;
  return {
    method: planned.method,
    path: resourcePath(planned.type, planned),
    query: {
      ...(writesFields ? { fieldManager: FIELD_MANAGER } : {}),
      ...planned.query,
    },
    body: makesObject(planned) ? stamp(planned.body, runId) : planned.body,
    contentType: planned.contentType,
  };
}

/**
 * The request's dry run, or undefined when the API server cannot dry-run it.
 *
 * @public
 */
export function toDryRunRequest(
  planned: PlannedRequest,
  runId: string,
): KubernetesRequest | undefined {
  const request = toKubernetesRequest(planned, runId);
  switch (planned.dryRun) {
    case 'query':
      return { ...request, query: { ...request.query, dryRun: 'All' } };
    case 'body':
      return {
        ...request,
        body: { ...(request.body as object | undefined), dryRun: ['All'] },
      };
    default:
      return undefined;
  }
}

function maskValues(values: unknown): unknown {
  return values && typeof values === 'object'
    ? Object.fromEntries(Object.keys(values).map(key => [key, '***']))
    : values;
}

function maskBody(body: unknown, secrets: readonly string[]): unknown {
  if (typeof body === 'string') {
    return secrets.reduce(
      (text, secret) => text.split(secret).join('***'),
      body,
    );
  }
  if (Array.isArray(body)) {
    return body.map(item => maskBody(item, secrets));
  }
  if (body && typeof body === 'object') {
    const isSecret = (body as { kind?: string }).kind === 'Secret';
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => [
        key,
        isSecret && (key === 'data' || key === 'stringData')
          ? maskValues(value)
          : maskBody(value, secrets),
      ]),
    );
  }
  return body;
}

/**
 * The request as people may see it: what Secrets hold, and every value in `secrets`, is replaced by `***`.
 *
 * @public
 */
export function toPlannedRequestView(
  planned: PlannedRequest,
  secrets: readonly string[] = [],
): PlannedRequestView {
  return {
    method: planned.method,
    path: resourcePath(planned.type, planned),
    ...(planned.body === undefined
      ? {}
      : { body: maskBody(planned.body, secrets) }),
    description: planned.description,
  };
}
