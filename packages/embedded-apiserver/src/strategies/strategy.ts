import { FieldError } from '../errors/fieldError';
import { JsonObject, KubeObject, UserInfo } from '../types';
import type { Registry } from '../registry/registry';

/** A cell of a table. */
export type Cell = string | number | boolean | null;

/** A column of the table that `kubectl get` prints. */
export interface TableColumn {
  name: string;
  type?: string;
  format?: string;
  description?: string;
  /** 0 is always shown, anything above only with `-o wide`. */
  priority?: number;
  value(object: KubeObject): Cell;
}

/** The circumstances of a write. */
export interface WriteContext {
  registry: Registry;
  user: UserInfo;
  dryRun: boolean;
}

/**
 * What is particular to one resource. All of it is optional: a resource
 * without a strategy is stored as it comes.
 */
export interface Strategy {
  /** Checks a name; a DNS subdomain when absent. Gives what is wrong. */
  validateName?(name: string): string[];
  /** Whether who replaces an object has to name the version it replaces. */
  requiresResourceVersion?: boolean;
  /** Whether `spec` changes are counted in `metadata.generation`. */
  hasGeneration?: boolean;
  /** Whether a client may set the status of a new object. */
  keepsStatusOnCreate?: boolean;
  /** Whether a delete answers with the object instead of a `Status`. */
  returnsDeletedObject?: boolean;
  /** What happens to what it owns if who deletes it does not say so. */
  defaultPropagation?: 'Orphan';
  /** What it can be selected by besides name and namespace. */
  fieldSelectors?: string[];
  /** Fills in what a client may leave out. */
  applyDefaults?(object: KubeObject): void;
  /**
   * The status before the server itself reports one, as a manager of its own,
   * when the object is created; nobody owns the status when absent.
   */
  initialStatus?(object: KubeObject): JsonObject;
  /** Sets what a client must not set itself. */
  prepareForCreate?(object: KubeObject, context: WriteContext): void;
  prepareForUpdate?(
    object: KubeObject,
    old: KubeObject,
    context: WriteContext,
  ): void;
  validate?(object: KubeObject): FieldError[];
  /** Checks what holds for new objects only. */
  validateCreate?(object: KubeObject): FieldError[];
  validateUpdate?(object: KubeObject, old: KubeObject): FieldError[];
  /**
   * Refuses a write that its user must not make, before anything else about
   * the object is looked at.
   *
   * @throws StatusError
   */
  authorize?(
    object: KubeObject,
    old: KubeObject | undefined,
    context: WriteContext,
  ): void;
  /**
   * Refuses a write that depends on more than the object itself.
   *
   * @throws StatusError
   */
  admit?(
    object: KubeObject,
    old: KubeObject | undefined,
    context: WriteContext,
  ): void;
  /** Seconds an object has to shut down; 0 when it goes at once. */
  gracePeriodSeconds?(object: KubeObject, requested?: number): number;
  /** Called before an object is marked for deletion. */
  beforeDelete?(object: KubeObject): void;
  /** Keeps an object although it has no `metadata.finalizers` any more. */
  isFinalized?(object: KubeObject): boolean;
  columns?: TableColumn[];
}
