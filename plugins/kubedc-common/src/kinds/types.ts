import type { Health } from '../health';
import type { KubernetesObject, ResourceType } from '../kubernetes';
import type { AnyOperationDeclaration } from '../operations/types';

/**
 * Value of a fact. `null` stands for "not known yet" and is shown as a dash, never as zero.
 *
 * @public
 */
export type FactValue = string | number | boolean | null;

/**
 * How a fact is formatted, aligned and sorted.
 *
 * - `bytes`: a number of bytes, shown binary with one decimal
 * - `cores`: a number of CPU cores
 * - `time`: RFC 3339, shown relative with the absolute one on hover
 * - `address`: an IP address, host or URL, shown copyable
 *
 * @public
 */
export type FactType =
  | 'text'
  | 'number'
  | 'bytes'
  | 'cores'
  | 'time'
  | 'address'
  | 'version'
  | 'boolean';

/**
 * Declares one fact of a kind: a column of its table and a row of its card.
 *
 * @public
 */
export interface FactDeclaration {
  id: string;
  title: string;
  type: FactType;
  /** `what`: what the object is; `reach`: how to reach it. The two columns of the card. */
  group: 'what' | 'reach';
  /** Shown as a column of the kind's table. */
  column?: boolean;
}

/**
 * Reads objects that another object's health and facts depend on.
 *
 * @public
 */
export interface RelatedObjects {
  get<T extends KubernetesObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): T | undefined;
  list<T extends KubernetesObject>(type: ResourceType, namespace?: string): T[];
}

/**
 * Addresses of an installation that facts may show; an `Installation` of the node package is one.
 *
 * @public
 */
export interface KindSettings {
  /** Address of the S3 endpoint that people use. */
  s3?: string;
  /** The ConfigMap that lists the OS images. */
  imagesConfigMap?: { namespace: string; name: string };
}

/**
 * A resource type that is watched, and which of its objects are; all without `only`.
 *
 * @public
 */
export interface WatchedType extends ResourceType {
  /** The one object. */
  only?: { namespace?: string; name: string };
}

/**
 * What people search an object by beside its names.
 *
 * @public
 */
export interface EntityKeywords {
  /** IP addresses. */
  addresses?: string[];
  /** Host names, and names with a port. */
  hosts?: string[];
  /** What it was made from, for example `Ubuntu 24.04`. */
  image?: string;
  version?: string;
}

/**
 * A kind that the portal does not watch, whose objects run the object of a known kind that has their name and namespace.
 *
 * @public
 */
export interface Engine extends Pick<ResourceType, 'group' | 'kind'> {
  /** Ids of the kinds whose objects, when one of the engine owns them, are parts of what it runs. */
  parts: readonly string[];
}

/**
 * A Kubernetes kind as the portal knows it. Everything shared machinery does with a kind is asked of its definition;
 * no switch statement names a kind.
 *
 * @public
 */
export interface KindDefinition<
  TObject extends KubernetesObject = KubernetesObject,
> {
  /** The name of the kind's folder in every package, for example `virtualMachine`. */
  id: string;
  type: ResourceType;
  /**
   * Where objects of the kind live: in the organization's namespace, in a project's backing namespace, or, those of the
   * platform's operators, in no tenant's namespace at all.
   */
  scope: 'organization' | 'project' | 'platform';
  /** Sentence case, for example `Virtual machine` and `Virtual machines`. */
  title: { singular: string; plural: string };
  /** URL segment of the kind's page under `/kubedc`, for example `virtual-machines`. */
  path: string;
  /** How objects appear in the catalog; `prefix` goes before the name of `Resource` entities. */
  entity: {
    kind: 'Resource' | 'System' | 'Domain' | 'Group' | 'Component';
    type: string;
    prefix?: string;
  };
  /**
   * The one object of the type that is of this kind. Without an answer no object is watched; without the method, all are.
   */
  only?(settings: KindSettings): WatchedType['only'];
  engines?: readonly Engine[];
  /** True for kinds that are watched, and become entities, only where the configuration names them. */
  optIn?: boolean;
  /** True for kinds that the overview counts and that have a page with a table. */
  listed: boolean;
  facts: readonly FactDeclaration[];
  /** Further resource types that must be watched to compute health and facts. */
  supporting: readonly ResourceType[];
  health(object: TObject, related: RelatedObjects): Health;
  summarize(
    object: TObject,
    related: RelatedObjects,
    settings?: KindSettings,
  ): Record<string, FactValue>;
  /** What people search an object of the kind by; parts of it that change all the time have no place here. */
  keywords?(object: TObject, related: RelatedObjects): EntityKeywords;
  /** Operations of this kind, in the order in which a menu shows them. */
  operations: readonly AnyOperationDeclaration[];
}
