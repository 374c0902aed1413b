import { forbidden, notFound } from '../errors/statusError';
import { Store } from '../storage/store';
import { AdmissionPlugin, AdmissionRequest } from './admissionPlugin';

const NAMESPACES = { group: '', resource: 'namespaces' };
const PROTECTED = new Set(['default', 'kube-system', 'kube-public']);

/**
 * Refuses to create anything in a namespace that does not exist or that is
 * being deleted, and to delete the namespaces the system needs.
 */
export class NamespaceLifecycle implements AdmissionPlugin {
  readonly name = 'NamespaceLifecycle';

  constructor(private readonly store: Store) {}

  admit(request: AdmissionRequest): void {
    const { operation, resource, namespace, name } = request;
    if (
      operation === 'DELETE' &&
      resource.storageKey === '/namespaces' &&
      PROTECTED.has(name)
    ) {
      throw forbidden(NAMESPACES, name, 'this namespace may not be deleted');
    }
    if (operation !== 'CREATE' || !resource.namespaced || isReview(request)) {
      return;
    }
    const entry = this.store.collection('/namespaces').get(namespace);
    if (!entry) {
      throw notFound(NAMESPACES, namespace);
    }
    if (entry.object.metadata.deletionTimestamp) {
      throw forbidden(
        resource,
        name,
        `unable to create new content in namespace ${namespace} because it is being terminated`,
        [
          {
            reason: 'NamespaceTerminating',
            message: `namespace ${namespace} is being terminated`,
            field: 'metadata.namespace',
          },
        ],
      );
    }
  }
}

function isReview(request: AdmissionRequest): boolean {
  return request.resource.group === 'authorization.k8s.io';
}
