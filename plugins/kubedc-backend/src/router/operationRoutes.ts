import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { OperationRequest } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { describeOperations } from '../operations/describeOperations';
import type {
  OperationsService,
  UserCredentials,
} from '../operations/OperationsService';
import type { Route, RouteCall } from './Route';
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

/** What of the input goes into the audit log: where and what, never a value that could be a secret. */
function auditedTarget(input: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    ['installation', 'organization', 'project', 'namespace', 'name'].flatMap(
      field =>
        typeof input[field] === 'string'
          ? [[field, (input[field] as string).slice(0, 253)]]
          : [],
    ),
  );
}

/** Routes that run operations. */
export function createOperationRoutes(options: {
  auditor: AuditorService;
  operations: OperationsService;
}): Route[] {
  const { auditor, operations } = options;

  const run = async ({ req, res, ...call }: RouteCall) => {
    // The route lets in nobody else.
    const credentials = call.credentials as UserCredentials;
    const { declaration } = operations.runner(req.params.id);
    const request = parseBy(requestSchema, req.body, 'body');
    if (request.dryRun) {
      return operations.dryRun(credentials, declaration.id, request);
    }
    const event = await auditor.createEvent({
      eventId: 'operation-run',
      severityLevel: declaration.destructive ? 'high' : 'medium',
      request: req,
      meta: { queryType: declaration.id, target: auditedTarget(request.input) },
    });
    try {
      const started = await operations.start(
        credentials,
        declaration.id,
        request,
      );
      await event.success({ meta: { runId: started.runId } });
      res.status(202);
      return started;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  };

  return [
    {
      method: 'get',
      path: '/operations',
      allow: ['user', 'service'],
      handle: async () => ({ items: describeOperations() }),
    },
    {
      method: 'get',
      path: '/operations/runs/:runId',
      allow: ['user', 'service'],
      handle: ({ credentials, req }) =>
        operations.read(credentials, req.params.runId),
    },
    {
      method: 'post',
      path: '/operations/:id',
      allow: ['user'],
      body: true,
      handle: run,
    },
  ];
}
