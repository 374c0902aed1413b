/**
 * State of an operation.
 *
 * - `running`: requests are being sent
 * - `settling`: everything is written, the platform is working on it
 *
 * @public
 */
export type OperationState =
  | 'running'
  | 'settling'
  | 'succeeded'
  | 'failed'
  | 'expired';

/**
 * Body of `POST /operations/{id}`.
 *
 * @public
 */
export interface OperationRequest {
  input: Record<string, unknown>;
  /** True: only the API server's verdict, nothing is written. */
  dryRun?: boolean;
  /** Repeating a request with the same key (at most 128 characters) answers the first one's record. */
  idempotencyKey?: string;
  /** How long to wait for it to settle, in seconds; default from the declaration. */
  deadlineSeconds?: number;
}

/**
 * One request to the Kubernetes API as planned; secrets in bodies are replaced by `***`.
 *
 * @public
 */
export interface PlannedRequestView {
  method: string;
  path: string;
  body?: unknown;
  description: string;
}

/**
 * Verdict of a dry run.
 *
 * @public
 */
export interface DryRunResult {
  requests: PlannedRequestView[];
}

/**
 * A line of an operation's progress; one each time the state of things changes.
 *
 * @public
 */
export interface ProgressLine {
  /** RFC 3339. */
  time: string;
  message: string;
}

/**
 * An operation that was started: answer of `POST /operations/{id}` and `GET /operations/runs/{runId}`.
 *
 * @public
 */
export interface OperationRun {
  runId: string;
  /** Operation id, for example `vm:create`. */
  operation: string;
  installation: string;
  state: OperationState;
  /** RFC 3339. */
  startedAt: string;
  /** RFC 3339. */
  deadline: string;
  /** RFC 3339; set when the state is final. */
  finishedAt?: string;
  progress: ProgressLine[];
  output?: Record<string, unknown>;
  error?: { name: string; message: string; field?: string };
}
