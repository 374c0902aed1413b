import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { z } from 'zod/v3';
import type { HealthState } from '../health';
import type { KubernetesObject } from '../kubernetes';

/**
 * A right on the Kubernetes API that an operation needs.
 *
 * @public
 */
export interface AccessRequirement {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  /** Namespace the right is needed in: the organization's, or the project's backing namespace. */
  in: 'organization' | 'project';
  /** Needed only when a field of the input has this value; absent: always. */
  when?: { field: string; equals: string | number | boolean };
}

/**
 * Whether an operation makes sense on an object in its present state.
 *
 * @public
 */
export interface Availability {
  available: boolean;
  /** When not available: a sentence that says why. */
  reason?: string;
  /** True when the object's state suggests this very operation: it becomes the primary button. */
  suggested?: boolean;
}

/**
 * An operation, declared once. The REST route, the scaffolder action, the agent's action, the button with its
 * confirmation, the audit event and the check of rights all come from this declaration; how it runs stands beside it in
 * the node package.
 *
 * @public
 */
export interface OperationDeclaration<
  TInput extends z.ZodObject<z.ZodRawShape> = z.ZodObject<z.ZodRawShape>,
  TOutput extends z.ZodObject<z.ZodRawShape> = z.ZodObject<z.ZodRawShape>,
> {
  /** `{noun}:{verb}`, for example `vm:create`; the scaffolder action is `kubedc:vm:create`. */
  id: string;
  /** `id` of the kind it belongs to. */
  kind: string;
  /** A verb as on a button: `Start`, `Create virtual machine`. */
  title: string;
  description: string;
  /** `new`: makes an object; `existing`: acts on one. */
  target: 'new' | 'existing';
  input: TInput;
  output: TOutput;
  /** Every right it needs; all are checked before anything is written. */
  access: readonly AccessRequirement[];
  permission: BasicPermission;
  /** True when data or service is lost. */
  destructive: boolean;
  /** How a person confirms: not at all, once, or by typing the object's name (when data is lost). */
  confirm: 'none' | 'once' | 'name';
  /** What else goes or stays, one sentence each, shown with the confirmation. */
  consequences?(object: KubernetesObject): string[];
  /** Absent: always available. */
  availability?(object: KubernetesObject, health: HealthState): Availability;
  /** How long the operation may take to settle, in seconds. */
  deadlineSeconds: number;
  /** Input fields that may hold secrets: never stored, logged, audited or shown in a preview. */
  secretFields?: readonly string[];
}

/**
 * Any operation, whatever its input and output.
 *
 * @public
 */
export type AnyOperationDeclaration = OperationDeclaration<
  z.ZodObject<any>,
  z.ZodObject<any>
>;

/**
 * Input of an operation after parsing.
 *
 * @public
 */
export type OperationInput<T extends AnyOperationDeclaration> = z.output<
  T['input']
>;

/**
 * Output of an operation.
 *
 * @public
 */
export type OperationOutput<T extends AnyOperationDeclaration> = z.output<
  T['output']
>;
