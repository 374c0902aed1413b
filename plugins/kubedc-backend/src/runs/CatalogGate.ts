import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  formatRef,
  KUBEDC_ANNOTATIONS,
  platformAdminPartsOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  AnyOperationDeclaration,
  ProgressLine,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  PlatformService,
  SyncRegistry,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { StoredRun } from './types';

/** How long a run waits for the catalog, in milliseconds; more than another replica takes to become its writer. */
const LONGEST_WAIT_MS = 20_000;

/** What a run says while it waits. It also tells, to whoever reads the run next, since when. */
const WAITING = {
  present: 'Waiting until the catalog shows it',
  absent: 'Waiting until the catalog has dropped it',
};
const GIVEN_UP = 'The catalog does not know of it yet; it will follow';

/** True for what runs say of the catalog; all else they say of the platform. */
export function isGateLine(message: string): boolean {
  return [...Object.values(WAITING), GIVEN_UP].includes(message);
}

/** Whether a run may end, and what it has to tell. */
export interface GateVerdict {
  open: boolean;
  /** A line to add, unless it is there. */
  line?: string;
}

/**
 * Lets a run succeed when the catalog shows what it made, or has dropped what it deleted, so that whoever sees the success
 * sees the result everywhere. It opens at once where nobody brings such things into the catalog, and by itself after a
 * while: what happened on the platform is true without a catalog.
 */
export class CatalogGate {
  readonly #auth: AuthService;
  readonly #catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly #logger: LoggerService;
  readonly #platform: Pick<PlatformService, 'get'>;
  readonly #sync: Pick<SyncRegistry, 'ingests'>;

  constructor(options: {
    auth: AuthService;
    catalog: Pick<CatalogService, 'getEntityByRef'>;
    logger: LoggerService;
    platform: Pick<PlatformService, 'get'>;
    sync: Pick<SyncRegistry, 'ingests'>;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#platform = options.platform;
    this.#sync = options.sync;
  }

  /** Judges a run that has finished on the platform. */
  async judge(
    run: StoredRun,
    declaration: AnyOperationDeclaration,
    output: Record<string, unknown>,
  ): Promise<GateVerdict> {
    const wanted = wantedOf(declaration);
    const { entityRef } = output;
    if (
      !wanted ||
      typeof entityRef !== 'string' ||
      (await this.#look(run, entityRef)) === wanted ||
      !(await this.#isIngested(run.installation, declaration.kind))
    ) {
      return { open: true };
    }
    const line = WAITING[wanted];
    const since = startOf(run.progress, line);
    const isLate =
      (since !== undefined && Date.now() - since >= LONGEST_WAIT_MS) ||
      run.deadline < new Date();
    return isLate ? { open: true, line: GIVEN_UP } : { open: false, line };
  }

  async #look(
    run: StoredRun,
    entityRef: string,
  ): Promise<'present' | 'absent' | undefined> {
    try {
      const entity = await this.#find(entityRef);
      if (!entity) {
        return 'absent';
      }
      const uid = entity.metadata.annotations?.[KUBEDC_ANNOTATIONS.uid];
      const made = run.made.map(({ metadata }) => metadata.uid).filter(Boolean);
      // One that was deleted a moment ago may have had the same name.
      return !made.length || !uid || made.includes(uid) ? 'present' : undefined;
    } catch (error) {
      this.#logger.warn(
        `Could not see whether the catalog has ${entityRef}: ${stringifyError(
          error,
        )}`,
      );
      return undefined;
    }
  }

  /**
   * Whether anybody brings objects of a kind into the catalog. Of a catalog in another process one sees it by the entity
   * that every writer gives before all others.
   */
  async #isIngested(installation: string, kind: string): Promise<boolean> {
    const ingests = this.#sync.ingests(installation, kind);
    if (ingests !== undefined) {
      return ingests;
    }
    try {
      const first = platformAdminPartsOf(this.#platform.get(installation));
      return Boolean(await this.#find(formatRef(first)));
    } catch (error) {
      this.#logger.warn(
        `Could not see whether '${installation}' gets into the catalog: ${stringifyError(
          error,
        )}`,
      );
      return true;
    }
  }

  async #find(entityRef: string) {
    return this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
  }
}

function wantedOf({ target, permission }: AnyOperationDeclaration) {
  if (permission.attributes.action === 'delete') {
    return 'absent';
  }
  return target === 'new' ? 'present' : undefined;
}

function startOf(
  progress: readonly ProgressLine[],
  line: string,
): number | undefined {
  const found = progress.find(({ message }) => message === line);
  return found && Date.parse(found.time);
}
