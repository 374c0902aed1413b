import { isError, ServiceUnavailableError } from '@backstage/errors';
import type {
  AnyOperationDeclaration,
  KubernetesObject,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { RightsService } from '../../rights/types';
import type {
  OperationContext,
  OperationRunner,
  PlannedRequest,
} from '../types';
import { checkAccess, requiredAccess } from './checkAccess';
import { isAmbiguous, OperationSession } from './OperationSession';
import type { OperationSessionOptions } from './OperationSession';
import { parseOperationInput } from './parseOperationInput';
import { makesObject, nameOfMade } from './plannedRequest';
import { operationRedactor, redactError } from './redaction';
import { toBackstageError } from './toBackstageError';

/**
 * What an operation runs with.
 *
 * @public
 */
export interface ExecuteOperationOptions extends OperationSessionOptions {
  rights: RightsService;
  context: OperationContext;
}

/**
 * An operation that was found to be possible: input parsed, rights checked, planned, and dry-run. Nothing is written
 * yet.
 *
 * @public
 */
export interface PreparedOperation {
  /** Input after parsing, with defaults. */
  input: Record<string, unknown>;
  requests: PlannedRequest[];
  /**
   * Sends the requests in order. When one fails, the objects made before it are deleted again.
   *
   * @returns the objects that were made
   * @throws an {@link OperationInterruptedError} when it could not be found out what became of it.
   */
  send(): Promise<KubernetesObject[]>;
}

function fieldsOf(declaration: AnyOperationDeclaration): string[] {
  return Object.keys(declaration.input.shape);
}

/**
 * The platform stopped answering while an operation was being sent, so that nobody knows yet what became of it. What
 * it has made carries its run's id; see {@link recoverOperation}.
 *
 * @public
 */
export class OperationInterruptedError extends ServiceUnavailableError {}

interface Made {
  planned: PlannedRequest;
  object: KubernetesObject;
}

/**
 * Deletes what a run has made, and what a request of unknown fate may have made.
 *
 * @returns false when something may be left
 */
async function rollBack(
  session: OperationSession,
  made: Made[],
  unclear: PlannedRequest | undefined,
  context: OperationContext,
): Promise<boolean> {
  try {
    if (unclear && makesObject(unclear)) {
      const name = nameOfMade(unclear);
      const object = await session.readOwn({ ...unclear, name });
      await (object &&
        session.remove({ ...unclear, name }, object.metadata.uid));
    }
    for (const { planned, object } of [...made].reverse()) {
      const { name, uid } = object.metadata;
      await session.remove({ ...planned, name }, uid);
    }
    return true;
  } catch (error) {
    context.logger.error(
      'Could not remove what a failed operation had made',
      isError(error) ? error : undefined,
    );
    return false;
  }
}

async function sendAll(
  session: OperationSession,
  requests: PlannedRequest[],
  context: OperationContext,
  fields: string[],
): Promise<KubernetesObject[]> {
  const made: Made[] = [];
  for (const planned of requests) {
    try {
      const object = await session.send(planned);
      if (object) {
        made.push({ planned, object });
      }
    } catch (error) {
      const failure = toBackstageError(error, fields);
      const unclear = isAmbiguous(error) ? planned : undefined;
      const clean = await rollBack(session, made, unclear, context);
      if (clean && (!unclear || makesObject(unclear))) {
        throw failure;
      }
      throw new OperationInterruptedError(failure.message);
    }
  }
  return made.map(({ object }) => object);
}

/**
 * Parses the input, checks every declared right, plans, and dry-runs what can be dry-run. Nothing is written.
 *
 * @throws a `FieldError` for bad input, NotAllowedError when a right is missing, ConflictError when an object of the
 * name exists, all in the API server's words where it has some, without what the input's secret fields hold.
 * @public
 */
export async function prepareOperation(
  runner: OperationRunner,
  rawInput: unknown,
  options: ExecuteOperationOptions,
): Promise<PreparedOperation> {
  const redact = operationRedactor(runner.declaration, rawInput);
  const clean = async <T>(attempt: () => Promise<T>): Promise<T> => {
    try {
      return await attempt();
    } catch (error) {
      // An API server may quote what it refuses.
      throw redactError(error, redact);
    }
  };
  const prepared = await clean(() => prepare(runner, rawInput, options));
  return { ...prepared, send: () => clean(prepared.send) };
}

async function prepare(
  runner: OperationRunner,
  rawInput: unknown,
  options: ExecuteOperationOptions,
): Promise<PreparedOperation> {
  const { declaration } = runner;
  const { context, identity, rights } = options;
  const fields = fieldsOf(declaration);
  const input = parseOperationInput(declaration, rawInput);
  if (identity) {
    await checkAccess(
      rights,
      context.installation.name,
      identity,
      requiredAccess(declaration, runner.namespaces(input, context), input),
    );
  }
  const session = new OperationSession(options);
  let requests: PlannedRequest[];
  try {
    requests = await runner.plan(input, context);
    for (const planned of requests) {
      await session.dryRun(planned);
    }
  } catch (error) {
    throw toBackstageError(error, fields);
  }

  return {
    input,
    requests,
    send: () => sendAll(session, requests, context, fields),
  };
}

/**
 * Runs an operation up to the point where everything is written; whether it has settled is asked of its runner.
 *
 * @returns the planned requests, and the objects that were made: none for a dry run
 * @throws what {@link prepareOperation} throws.
 * @public
 */
export async function executeOperation(
  runner: OperationRunner,
  input: unknown,
  options: ExecuteOperationOptions & { dryRun?: boolean },
): Promise<{ requests: PlannedRequest[]; made: KubernetesObject[] }> {
  const prepared = await prepareOperation(runner, input, options);
  return {
    requests: prepared.requests,
    made: options.dryRun ? [] : await prepared.send(),
  };
}
