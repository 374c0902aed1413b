import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { OperationRequest } from '@kubedc/backstage-plugin-kubedc-common';
import Router from 'express-promise-router';
import type { Router as ExpressRouter } from 'express';
import { z } from 'zod/v3';
import { describeOperations } from '../operations/describeOperations';
import type { OperationsService } from '../operations/OperationsService';
import { jsonBody, parseBy } from './validate';

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
export function createOperationsRouter(options: {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  operations: OperationsService;
}): ExpressRouter {
  const { httpAuth, auditor, operations } = options;
  const router = Router();

  router.get('/operations', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json({ items: describeOperations() });
  });

  router.get('/operations/runs/:runId', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    res.json(await operations.read(credentials, req.params.runId));
  });

  router.post('/operations/:id', jsonBody, async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { declaration } = operations.runner(req.params.id);
    const request = parseBy(requestSchema, req.body, 'body');
    if (request.dryRun) {
      res.json(await operations.dryRun(credentials, declaration.id, request));
      return;
    }
    const event = await auditor.createEvent({
      eventId: 'operation-run',
      severityLevel: declaration.destructive ? 'high' : 'medium',
      request: req,
      meta: { queryType: declaration.id, target: auditedTarget(request.input) },
    });
    try {
      const run = await operations.start(credentials, declaration.id, request);
      await event.success({ meta: { runId: run.runId } });
      res.status(202).json(run);
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  return router;
}
