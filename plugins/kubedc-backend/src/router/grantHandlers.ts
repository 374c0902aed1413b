import type {
  GrantRequest,
  GrantView,
} from '@kubedc/backstage-plugin-kubedc-common';
import { z } from 'zod/v3';
import type { AuditTrail } from '../audit/AuditTrail';
import type { ViewerService } from '../access/ViewerService';
import type { TaskGrants } from '../grants/TaskGrants';
import type { UserCredentials } from '../operations/OperationsService';
import type { RouteCall } from './Route';
import type { Handlers } from './routes';
import { parseBy } from './validate';

const OPERATIONS = 'Use a list of 1 to 20 ids of operations';

const createSchema: z.ZodType<GrantRequest, z.ZodTypeDef, unknown> = z
  .object({
    installation: z.string().min(1).optional(),
    operations: z
      .array(z.string(), {
        required_error: OPERATIONS,
        invalid_type_error: OPERATIONS,
      })
      .min(1, OPERATIONS)
      .max(20, OPERATIONS),
  })
  .strict();

const renewSchema = z
  .object({ installation: z.string().min(1).optional() })
  .strict();

/** Lets people's tasks act as them, where a platform takes nothing but their own token. */
export function createGrantHandlers(options: {
  audit: AuditTrail;
  grants: TaskGrants;
  viewers: ViewerService;
}): Handlers<'createGrant' | 'renewGrants'> {
  const { audit, grants, viewers } = options;

  const create = async ({ req, res, ...call }: RouteCall) => {
    // The route lets in nobody else.
    const credentials = call.credentials as UserCredentials;
    const asked = parseBy(createSchema, req.body, 'body');
    const { installation, identity } = await viewers.on(
      credentials,
      asked.installation,
    );
    const entry = await audit.begin({
      eventId: 'grant-create',
      operation: 'grant:create',
      severity: 'low',
      credentials,
      identity,
      request: req,
      target: { installation: installation.name },
    });
    let grant: GrantView;
    try {
      grant = await grants.create(credentials, asked);
    } catch (error) {
      await entry.failed(error);
      throw error;
    }
    await entry.succeeded();
    res.status(grant.id ? 201 : 200);
    return grant;
  };

  return {
    createGrant: create,
    renewGrants: ({ credentials, req }) =>
      grants.renew(
        credentials as UserCredentials,
        parseBy(renewSchema, req.body, 'body').installation,
      ),
  };
}
