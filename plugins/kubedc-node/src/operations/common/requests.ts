import {
  apiVersionOf,
  type ObjectMeta,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { PlannedRequest } from '../types';

/**
 * The request that makes an object.
 */
export function createRequest(
  type: ResourceType,
  metadata: ObjectMeta,
  spec: Record<string, unknown>,
  description: string,
): PlannedRequest {
  return {
    method: 'POST',
    type,
    namespace: metadata.namespace,
    body: { apiVersion: apiVersionOf(type), kind: type.kind, metadata, spec },
    dryRun: 'query',
    description,
  };
}

/**
 * The request that deletes an object; what it owns is collected in the background.
 */
export function deleteRequest(
  type: ResourceType,
  object: { namespace: string; name: string },
  description: string,
): PlannedRequest {
  return {
    method: 'DELETE',
    type,
    namespace: object.namespace,
    name: object.name,
    query: { propagationPolicy: 'Background' },
    dryRun: 'query',
    description,
  };
}
