import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ActionContext,
  TemplateAction,
  TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { AnyOperationDeclaration } from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import { KubedcOperationsClient } from '../client/KubedcOperationsClient';
import { followRun } from './followRun';
import { startRun } from './startRun';
import { waitForEntity } from './waitForEntity';
import type { Pauses } from './waiting';

/** How long the catalog may take to show what was made, in milliseconds. */
const CATALOG_TIMEOUT_MS = 60_000;

/**
 * What actions work with.
 *
 * @public
 */
export interface OperationActionOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  /** Pauses between two looks at the run and the catalog, in milliseconds. */
  pauses?: Pauses;
  /** How long to wait for the catalog, in milliseconds; default 60,000. */
  catalogTimeoutMs?: number;
}

/** Fields that every action has beside its operation's own. */
const taskFields = {
  grant: z
    .string()
    .optional()
    .describe(
      'Value of the form field KubeDcGrant, by which the task acts as you where the platform takes only your own token',
    ),
  deadlineSeconds: z
    .number()
    .int()
    .min(1)
    .max(86_400)
    .optional()
    .describe('How long it may take until it is ready, in seconds'),
};

/**
 * A form has asterisks in the place of a secret, and a task forgets its secrets when it ends.
 *
 * @throws InputError when they are all that is left of one.
 */
function requireSecrets(
  declaration: AnyOperationDeclaration,
  input: JsonObject,
): void {
  for (const field of declaration.secretFields ?? []) {
    const value = input[field];
    if (typeof value === 'string' && /^\*+$/.test(value)) {
      throw new InputError(
        `${field}: The task no longer knows this secret; fill in the form again with Start Over`,
      );
    }
  }
}

/**
 * Makes the scaffolder action of an operation: `kubedc:vm:create` of `vm:create`. It makes one call to the kubedc plugin
 * on behalf of whoever started the task, follows the run it answers until the platform has finished, and waits until
 * the result is in the catalog.
 *
 * @public
 */
export function createOperationAction(
  declaration: AnyOperationDeclaration,
  examples: TemplateExample[],
  options: OperationActionOptions,
): TemplateAction<JsonObject, JsonObject> {
  const client = new KubedcOperationsClient(options);
  const pauses = options.pauses ?? { first: 500, longest: 3_000 };

  const handler = async (ctx: ActionContext<JsonObject>) => {
    const { deadlineSeconds, grant: given, ...input } = ctx.input;
    const grant = typeof given === 'string' ? given : undefined;
    requireSecrets(declaration, input);
    const request = {
      input,
      ...(typeof deadlineSeconds === 'number' ? { deadlineSeconds } : {}),
    };
    if (ctx.isDryRun) {
      const { requests } = await client.dryRun(declaration.id, request, {
        initiator: await ctx.getInitiatorCredentials(),
        grant,
        signal: ctx.signal,
      });
      requests.forEach(({ description, method, path }) =>
        ctx.logger.info(`${description} (${method} ${path})`),
      );
      ctx.logger.info('The platform would accept this; nothing was made');
      return;
    }

    const started = await startRun({
      ctx,
      client,
      operation: declaration.id,
      secretFields: declaration.secretFields,
      request,
      grant,
    });
    const { logger, signal } = ctx;
    const run = await followRun({
      client,
      run: started,
      logger,
      signal,
      pauses,
    });
    if (run.state !== 'succeeded') {
      throw new Error(
        run.error?.message ?? `${declaration.title} ${run.state}`,
      );
    }
    for (const [name, value] of Object.entries(run.output ?? {})) {
      ctx.output(name, value as JsonValue);
    }
    const entityRef = run.output?.entityRef;
    // What was deleted is out of the catalog already, and what was merely changed stays in it.
    if (declaration.target === 'new' && typeof entityRef === 'string') {
      await waitForEntity({
        ...options,
        entityRef,
        timeoutMs: options.catalogTimeoutMs ?? CATALOG_TIMEOUT_MS,
        logger,
        signal,
        pauses,
      });
    }
  };

  const action = createTemplateAction({
    id: `kubedc:${declaration.id}`,
    description: declaration.description,
    examples,
    supportsDryRun: true,
    schema: {
      input: () => declaration.input.extend(taskFields).strict(),
      output: () => declaration.output,
    },
    handler,
  });
  return action as TemplateAction<JsonObject, JsonObject>;
}
