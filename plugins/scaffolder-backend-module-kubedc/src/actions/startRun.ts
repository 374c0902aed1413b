import { createHash } from 'node:crypto';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import {
  taskIdempotencyKey,
  type OperationRequest,
  type OperationRun,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { KubedcOperationsClient } from '../client/KubedcOperationsClient';
import { isFinal } from './followRun';

/** Retries of a task whose operation failed; a guard against a loop, not a limit anybody meets. */
const MAX_ATTEMPTS = 100;

function failed(run: OperationRun): boolean {
  return isFinal(run) && run.state !== 'succeeded';
}

/**
 * Starts the operation of a task's step, or finds the run that an earlier life of the task has started. The checkpoint
 * keeps its id, and the idempotency key covers the moment between the request and the checkpoint, so that a recovered
 * task repeats nothing. A run that had failed before the person pressed Retry is left behind for a new one.
 */
export async function startRun(options: {
  ctx: ActionContext<JsonObject>;
  client: KubedcOperationsClient;
  operation: string;
  /** Fields of the input that may hold secrets. */
  secretFields?: readonly string[];
  request: Pick<OperationRequest, 'input' | 'deadlineSeconds'>;
  grant?: string;
}): Promise<OperationRun> {
  const { ctx, client, operation, request, grant, secretFields } = options;
  // A step with `each` runs several times under one id, so the input is part of its name.
  // Its secrets are not: a hash that is kept would help to guess them.
  const input = Object.fromEntries(
    Object.entries(request.input).filter(
      ([field]) => !secretFields?.includes(field),
    ),
  );
  const step = createHash('sha256')
    .update(
      JSON.stringify([ctx.step?.id ?? null, operation, { ...request, input }]),
    )
    .digest('hex')
    .slice(0, 32);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    let started: OperationRun | undefined;
    const runId = await ctx.checkpoint({
      key: `kubedc.${step}.${attempt}`,
      fn: async () => {
        started = await client.start(
          operation,
          {
            ...request,
            idempotencyKey: taskIdempotencyKey({
              taskId: ctx.task.id,
              step,
              attempt,
            }),
          },
          {
            initiator: await ctx.getInitiatorCredentials(),
            grant,
            signal: ctx.signal,
          },
        );
        return started.runId;
      },
    });
    const run = started ?? (await client.read(runId, ctx.signal));
    if (!failed(run)) {
      return run;
    }
  }
  throw new Error(`${operation} failed ${MAX_ATTEMPTS} times in this task`);
}
