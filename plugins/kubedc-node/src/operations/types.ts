import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AnyOperationDeclaration,
  KubernetesObject,
  OperationInput,
  OperationOutput,
  ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Installation } from '../installations/types';
import type { Mirror } from '../mirror/types';

/**
 * A request of an operation, exactly as it will be sent.
 *
 * - `query`: dry run by `?dryRun=All`
 * - `body`: dry run by `{"dryRun":["All"]}` in the body, as KubeVirt's subresources want it
 * - `none`: the server cannot dry-run it; rights and pre-checks only
 *
 * @public
 */
export interface PlannedRequest {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  type: Pick<ResourceType, 'group' | 'version' | 'resource' | 'namespaced'>;
  namespace?: string;
  /** Absent on POST. */
  name?: string;
  subresource?: string;
  body?: unknown;
  contentType?: string;
  query?: Record<string, string>;
  dryRun: 'query' | 'body' | 'none';
  /** What it does, for people: `Create virtual machine web-1`. */
  description: string;
}

/**
 * What a plan and a settlement can ask about the platform. Objects are read with the portal's account from the mirror;
 * anything sensitive must not be.
 *
 * @public
 */
export interface OperationContext {
  installation: Installation;
  mirror: Mirror;
  logger: LoggerService;
  /** Backing namespace of `{organization}/{project}`; throws an InputError naming `project` when there is none. */
  resolveProjectNamespace(project: string): string;
  /** Organization of a namespace, from the platform's own annotation. */
  organizationOf(namespace: string): string | undefined;
  /** Entity ref of an object in the catalog. */
  entityRefOf(object: {
    kind: string;
    namespace: string;
    name: string;
  }): string;
  /** Reads a ConfigMap of the platform with the portal's account, for catalogues such as the OS images. */
  readConfigMap(
    namespace: string,
    name: string,
  ): Promise<Record<string, string>>;
}

/**
 * How far a started operation is.
 *
 * @public
 */
export type Settlement<TOutput> =
  | { state: 'pending'; message: string }
  | { state: 'done'; message: string; output: TOutput }
  | { state: 'failed'; message: string };

/**
 * How an operation runs, beside its declaration in the common package.
 *
 * @public
 */
export interface OperationRunner<
  T extends AnyOperationDeclaration = AnyOperationDeclaration,
> {
  declaration: T;
  /** Namespaces of the declared access, by where it is needed. */
  namespaces(
    input: OperationInput<T>,
    context: OperationContext,
  ): { organization?: string; project?: string };
  /**
   * The exact requests, in order. Checks what the API server cannot check (offered versions, sizes against the image's
   * minimum) and throws an InputError that names the field.
   */
  plan(
    input: OperationInput<T>,
    context: OperationContext,
  ): Promise<PlannedRequest[]>;
  /** Reads from the mirror how far it is; called again and again until it is final. */
  settled(
    input: OperationInput<T>,
    context: OperationContext,
    run: { startedAt: Date; created: KubernetesObject[] },
  ): Promise<Settlement<OperationOutput<T>>>;
}
