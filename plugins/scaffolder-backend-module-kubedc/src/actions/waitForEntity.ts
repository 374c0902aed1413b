import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { everySoOften } from './waiting';
import type { Pauses } from './waiting';

/**
 * Waits until the catalog has an entity, so that the task's link works the moment it appears.
 *
 * @returns false when it did not appear in time
 */
export async function waitForEntity(options: {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: AuthService;
  entityRef: string;
  timeoutMs: number;
  logger: LoggerService;
  signal?: AbortSignal;
  pauses: Pauses;
}): Promise<boolean> {
  const { catalog, auth, entityRef, logger, signal, pauses } = options;
  const end = Date.now() + options.timeoutMs;
  const credentials = await auth.getOwnServiceCredentials();
  for await (const _ of everySoOften(pauses, signal)) {
    if (await catalog.getEntityByRef(entityRef, { credentials })) {
      logger.info(`In the catalog as ${entityRef}`);
      return true;
    }
    if (Date.now() >= end) {
      logger.warn(`${entityRef} is not in the catalog yet; it will follow`);
      return false;
    }
  }
  return false;
}
