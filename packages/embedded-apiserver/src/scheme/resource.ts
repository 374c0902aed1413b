import { Schema } from '../schema/types';
import { GroupKind, GroupResource, KubeObject } from '../types';
import type { Strategy } from '../strategies/strategy';

/** Something below an object: `status`, `scale`, `token`, … */
export interface Subresource {
  name: string;
  group: string;
  version: string;
  kind: string;
  verbs: string[];
}

/** A column that `kubectl get` prints. */
export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

/** Where a custom resource keeps what its `scale` subresource shows. */
export interface ScalePaths {
  specReplicasPath: string;
  statusReplicasPath: string;
  labelSelectorPath?: string;
}

/** What only a resource defined by a CustomResourceDefinition has. */
export interface CustomResource {
  crdName: string;
  columns: PrinterColumn[];
  scale?: ScalePaths;
  selectableFields: string[];
  preserveUnknownFields: boolean;
}

/** One resource in one served version. */
export interface Resource extends GroupResource, GroupKind {
  version: string;
  singular: string;
  listKind: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  verbs: string[];
  subresources: Subresource[];
  schema?: Schema;
  /** Name of the type in the OpenAPI documents. */
  schemaName?: string;
  /** Names the place objects are kept in; shared by all versions. */
  storageKey: string;
  strategy: Strategy;
  custom?: CustomResource;
  /** The stored object as this version shows it. */
  fromStorage?(object: KubeObject): KubeObject;
  /** An object of this version as it is stored. */
  toStorage?(object: KubeObject): KubeObject;
}

/** Whether a resource has a subresource. */
export function hasSubresource(resource: Resource, name: string): boolean {
  return resource.subresources.some(sub => sub.name === name);
}
