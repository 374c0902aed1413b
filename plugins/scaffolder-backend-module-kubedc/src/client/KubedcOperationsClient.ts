import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  InputError,
  ResponseError,
} from '@backstage/errors';
import type {
  DryRunResult,
  OperationRequest,
  OperationRun,
} from '@kubedc/backstage-plugin-kubedc-common';

/** Said when the person's session is over; pressing Retry gives the task a fresh one. */
export const SESSION_ENDED =
  'Your session ended; press Retry to go on with a fresh one';

/** Said when the platform takes only the person's own token and the template does not ask for leave to use it. */
export const NO_GRANT =
  'This platform takes only your own token; the template has to ask for it with the field KubeDcGrant and hand it to this step as `grant`';

/** Header with the grant by which the kubedc plugin acts as the person. */
const GRANT_HEADER = 'kubedc-grant';

/** How an operation is started. */
export interface StartOptions {
  /** Whoever started the task. */
  initiator: BackstageCredentials;
  /** Id of the grant that the task carries, where the platform takes only people's own tokens. */
  grant?: string;
  signal?: AbortSignal;
}

/** An answer of the kubedc plugin above 399, with its own sentence instead of one about HTTP. */
export class OperationRefusedError extends Error {
  readonly name: string;
  /** HTTP status code. */
  readonly statusCode: number;
  /** The input field that is at fault, where one is. */
  readonly field?: string;

  static async fromResponse(response: Response): Promise<Error> {
    const error = await ResponseError.fromResponse(response);
    const { error: told } = error.body;
    const field = (told as { field?: unknown }).field;
    return new OperationRefusedError(
      told.name,
      told.message,
      response.status,
      typeof field === 'string' ? field : undefined,
    );
  }

  private constructor(
    name: string,
    message: string,
    statusCode: number,
    field?: string,
  ) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.field = field;
  }
}

/** Calls the kubedc plugin: to start operations as a person, to read their progress as the scaffolder. */
export class KubedcOperationsClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** @throws AuthenticationError when the person's session ended, an OperationRefusedError for every other refusal. */
  async start(
    operation: string,
    request: OperationRequest,
    options: StartOptions,
  ): Promise<OperationRun> {
    return this.#post(operation, request, options);
  }

  /** The API server's verdict; nothing is written. */
  async dryRun(
    operation: string,
    request: OperationRequest,
    options: StartOptions,
  ): Promise<DryRunResult> {
    return this.#post(operation, { ...request, dryRun: true }, options);
  }

  /** How far a run is, read with the scaffolder's own credentials, which outlive the person's session. */
  async read(runId: string, signal?: AbortSignal): Promise<OperationRun> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'kubedc',
    });
    return this.#fetch(`/operations/runs/${encodeURIComponent(runId)}`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
  }

  async #post<T>(
    operation: string,
    request: OperationRequest,
    { initiator, grant, signal }: StartOptions,
  ): Promise<T> {
    try {
      const { token } = await this.#auth.getPluginRequestToken({
        onBehalfOf: initiator,
        targetPluginId: 'kubedc',
      });
      return await this.#fetch<T>(
        `/operations/${encodeURIComponent(operation)}`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            ...(grant ? { [GRANT_HEADER]: grant } : {}),
          },
          body: JSON.stringify(request),
          signal,
        },
      );
    } catch (error) {
      if ((error as Error).name === 'MissingTokenError') {
        throw new InputError(NO_GRANT);
      }
      // An ended session shows when a token is asked for, or only when it is used.
      if (
        (error instanceof OperationRefusedError && error.statusCode === 401) ||
        (error as Error).name === 'AuthenticationError'
      ) {
        throw new AuthenticationError(SESSION_ENDED);
      }
      throw error;
    }
  }

  async #fetch<T>(path: string, init: RequestInit): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('kubedc');
    const response = await fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await OperationRefusedError.fromResponse(response);
    }
    return response.json() as Promise<T>;
  }
}
