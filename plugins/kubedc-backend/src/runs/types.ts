import type {
  KubernetesObject,
  OperationRun,
  OperationState,
  ProgressLine,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesIdentity,
  OperationTarget,
} from '@kubedc/backstage-plugin-kubedc-node';

/** A run of an operation as the database keeps it. */
export interface StoredRun {
  id: string;
  userRef: string;
  /** Undefined: the portal's own account acts. */
  identity?: KubernetesIdentity;
  /** The grant that the request brought, where a task started it. */
  grantId?: string;
  installation: string;
  operation: string;
  /** Without secrets. */
  input: Record<string, unknown>;
  targets: OperationTarget[];
  /** Kind, name and uid only. */
  made: KubernetesObject[];
  state: OperationState;
  progress: ProgressLine[];
  output?: Record<string, unknown>;
  error?: OperationRun['error'];
  idempotencyKey?: string;
  requestHash: string;
  startedAt: Date;
  deadline: Date;
  finishedAt?: Date;
  /** Until when a process is known to be sending its requests. */
  leaseUntil?: Date;
  version: number;
}

/** What changes in a run after it was made. */
export type RunChange = Partial<
  Pick<
    StoredRun,
    'state' | 'made' | 'progress' | 'output' | 'error' | 'finishedAt'
  >
> & { leaseUntil?: Date | null };

/** The run as the API tells it: nothing of who and with what. */
export function toOperationRun(run: StoredRun): OperationRun {
  return {
    runId: run.id,
    operation: run.operation,
    installation: run.installation,
    state: run.state,
    startedAt: run.startedAt.toISOString(),
    deadline: run.deadline.toISOString(),
    ...(run.finishedAt ? { finishedAt: run.finishedAt.toISOString() } : {}),
    progress: run.progress,
    ...(run.output ? { output: run.output } : {}),
    ...(run.error ? { error: run.error } : {}),
  };
}
