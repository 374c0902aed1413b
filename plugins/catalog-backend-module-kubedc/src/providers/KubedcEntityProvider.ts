import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  InstallationEntry,
  PlatformService,
  SyncRegistry,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Knex } from 'knex';
import type { CatalogSettings } from '../config/readCatalogSettings';
import type {
  CatalogMetrics,
  MeasuredInstallation,
} from '../metrics/CatalogMetrics';
import { withRef } from '../conversion/convertObject';
import { platformAdminGroup } from '../conversion/platformAdmin';
import type { EntityConverter } from '../converters/types';
import { CatalogState } from '../database/CatalogState';
import { EntityLedger } from '../database/EntityLedger';
import { Lease, type LeaseTimes } from '../database/Lease';
import { ReportStore } from '../database/ReportStore';
import { CatalogWriter } from '../sync/CatalogWriter';
import { EntitySink } from '../sync/EntitySink';

/** Milliseconds between two reports of a writer. */
const REPORT_INTERVAL_MS = 5_000;

/** What all providers of the process share. */
export interface KubedcEntityProviderOptions {
  platform: PlatformService;
  sync: SyncRegistry;
  knex: Knex;
  scheduler: SchedulerService;
  logger: LoggerService;
  settings: CatalogSettings;
  metrics: CatalogMetrics;
  converters: readonly EntityConverter[];
  /** Only tests need other than the default ones. */
  leaseTimes?: LeaseTimes;
}

/**
 * Provides the entities of one installation. The provider of an installation whose configuration is broken, or whose API
 * is away, does nothing; it must be there all the same, because the catalog drops the entities of a provider that is
 * missing.
 */
export class KubedcEntityProvider implements EntityProvider {
  readonly #entry: InstallationEntry;
  readonly #options: KubedcEntityProviderOptions;
  readonly #logger: LoggerService;
  readonly #reports: ReportStore;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #writer: CatalogWriter | undefined;

  /** One provider for each configured installation. */
  static fromPlatform(
    options: KubedcEntityProviderOptions,
  ): KubedcEntityProvider[] {
    return options.platform
      .list()
      .map(entry => new KubedcEntityProvider(entry, options));
  }

  private constructor(
    entry: InstallationEntry,
    options: KubedcEntityProviderOptions,
  ) {
    this.#entry = entry;
    this.#options = options;
    this.#logger = options.logger.child({ target: this.getProviderName() });
    this.#reports = new ReportStore(options.knex, entry.name);
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return `kubedc:${this.#entry.name}`;
  }

  /** What can be measured of it. */
  get measured(): MeasuredInstallation {
    const { name, error } = this.#entry;
    return {
      name,
      mirror: () => (error ? undefined : this.#options.platform.mirror(name)),
      report: () => this.#writer?.report(),
    };
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    if (this.#entry.error) {
      this.#logger.error(
        `Installation '${
          this.#entry.name
        }' is misconfigured, its entities stay as they are: ${
          this.#entry.error.message
        }`,
      );
      return;
    }
    const { name } = this.#entry;
    this.#options.sync.add(
      name,
      () => this.#reports.read(),
      this.#options.converters.map(({ kind }) => kind),
    );
    this.#running = new Lease({
      knex: this.#options.knex,
      name: `writer:${name}`,
      logger: this.#logger,
      times: this.#options.leaseTimes,
    }).hold(signal => this.#write(connection, signal), this.#stop.signal);
    this.#running.catch(error =>
      this.#logger.error(`The writer ended: ${stringifyError(error)}`),
    );
    await this.#options.scheduler.scheduleTask({
      id: `${this.getProviderName()}:reconcile`,
      // Every replica has the task, because only the one that holds the lease can do it.
      scope: 'local',
      frequency: this.#options.settings.reconcileInterval,
      initialDelay: this.#options.settings.reconcileInterval,
      timeout: { minutes: 1 },
      fn: async () => this.#writer?.reconcile(),
    });
  }

  /** Ends writing and lets another replica go on at once. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #write(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const { platform, knex, settings, converters } = this.#options;
    const installation = platform.get(this.#entry.name);
    const locationKey = `kubedc-provider:${installation.name}`;
    const writer = new CatalogWriter({
      installation,
      mirror: platform.mirror(installation.name),
      converters,
      fixed: [withRef(platformAdminGroup(installation))],
      sink: new EntitySink({
        connection,
        ledger: new EntityLedger(knex, installation.name),
        locationKey,
        state: new CatalogState({ knex, locationKey, logger: this.#logger }),
        observe: mutation =>
          this.#options.metrics.count(installation.name, mutation),
      }),
      logger: this.#logger,
      hintNamespaces: settings.hintNamespaces,
      components: settings.components,
      rejectRemovalsAbovePercentage: settings.rejectRemovalsAbovePercentage,
    });
    this.#logger.info(`Writing the entities of '${installation.name}'`);
    this.#writer = writer;
    const reporting = this.#tell(writer, signal);
    try {
      await writer.run(signal);
    } finally {
      this.#writer = undefined;
      await reporting;
    }
  }

  /** Lets the other replicas know how the writer is, as long as it writes. */
  async #tell(writer: CatalogWriter, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#reports.write({
          writer: `${hostname()} (${process.pid})`,
          at: new Date().toISOString(),
          ...writer.report(),
        });
      } catch (error) {
        this.#logger.debug(`No report was kept: ${stringifyError(error)}`);
      }
      await sleep(REPORT_INTERVAL_MS, undefined, { signal }).catch(() => {
        // Aborted: the loop sees it.
      });
    }
  }
}
