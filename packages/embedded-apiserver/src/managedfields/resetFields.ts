import { hasSubresource, Resource } from '../scheme/resource';
import { FieldSet } from './fieldSet';
import { fieldElement, Path } from './pathElement';

function path(...names: string[]): Path {
  return names.map(fieldElement);
}

const NOTHING = new FieldSet();
const STATUS = FieldSet.of(path('status'));
const SPEC = FieldSet.of(path('spec'));
const SPEC_AND_METADATA = FieldSet.of(path('spec'), path('metadata'));

/** What a write of the status leaves alone besides `spec`. */
const STATUS_RESETS: Record<string, FieldSet> = {
  '/pods': FieldSet.of(
    path('spec'),
    path('metadata', 'deletionTimestamp'),
    path('metadata', 'ownerReferences'),
  ),
  'apps/deployments': FieldSet.of(path('spec'), path('metadata', 'labels')),
  'apiextensions.k8s.io/customresourcedefinitions': SPEC_AND_METADATA,
  'apiregistration.k8s.io/apiservices': SPEC_AND_METADATA,
};

/** What is part of every object and owned by nobody. */
export const UNOWNED = FieldSet.of(
  path('apiVersion'),
  path('kind'),
  path('metadata'),
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map(name => path('metadata', name)),
);

/** Fields that a write through an endpoint of a resource cannot change. */
export function resetFields(resource: Resource, subresource: string): FieldSet {
  if (subresource === 'status') {
    return STATUS_RESETS[resource.storageKey] ?? SPEC;
  }
  return hasSubresource(resource, 'status') ? STATUS : NOTHING;
}
