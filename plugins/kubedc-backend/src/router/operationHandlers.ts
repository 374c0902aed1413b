import type { OperationRequest } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import type { OperationAudit } from '../audit/OperationAudit';
import { describeOperations } from '../operations/describeOperations';
import type {
  OperationsService,
  UserCredentials,
} from '../operations/OperationsService';
import type { RouteCall } from './Route';
import type { Handlers } from './routes';
import { parseBy } from './validate';

const requestSchema: z.ZodType<OperationRequest, z.ZodTypeDef, unknown> = z
  .object({
    input: z.record(z.unknown(), {
      required_error: 'A value is required',
      invalid_type_error: 'Use an object with the operation’s fields',
    }),
    dryRun: z.boolean().optional(),
    idempotencyKey: z
      .string()
      .min(1, 'Use 1 to 128 characters')
      .max(128, 'Use 1 to 128 characters')
      .optional(),
    deadlineSeconds: z
      .number()
      .int()
      .min(1, 'Use a number of seconds from 1 to 86,400')
      .max(86_400, 'Use a number of seconds from 1 to 86,400')
      .optional(),
  })
  .strict();

/** Runs operations, and tells of them. */
export function createOperationHandlers(options: {
  operationAudit: OperationAudit;
  operations: OperationsService;
}): Handlers<'listOperations' | 'readRun' | 'runOperation'> {
  const { operationAudit, operations } = options;

  const run = async ({ req, res, ...call }: RouteCall) => {
    // The route lets in nobody else.
    const credentials = call.credentials as UserCredentials;
    const { declaration } = operations.runner(req.params.id);
    const request = parseBy(requestSchema, req.body, 'body');
    if (request.dryRun) {
      return operations.dryRun(credentials, declaration.id, request);
    }
    const entry = await operationAudit.begin({
      declaration,
      credentials,
      request: req,
      asked: request,
    });
    res.set('x-request-id', entry.requestId);
    try {
      const started = await operations.start(
        credentials,
        declaration.id,
        request,
        entry,
      );
      await entry.started(started);
      res.status(202);
      return started;
    } catch (error) {
      await entry.failed(error);
      throw error;
    }
  };

  return {
    listOperations: async () => ({ items: describeOperations() }),
    readRun: ({ credentials, req }) =>
      operations.read(credentials, req.params.runId),
    runOperation: run,
  };
}
