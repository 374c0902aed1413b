import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import {
  resourceKeyOf,
  type CatalogWriterReport,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { Mirror } from '@kubedc/backstage-plugin-kubedc-node';

/** A change that the catalog took. */
export interface Mutation {
  seconds: number;
  added: number;
  removed: number;
}

/** What is measured about one installation. */
export interface MeasuredInstallation {
  name: string;
  /** Nothing while the configuration is broken. */
  mirror(): Mirror | undefined;
  /** Nothing in a replica that does not write. */
  report(): Omit<CatalogWriterReport, 'writer' | 'at'> | undefined;
}

/** Gives the figures of ingestion to Backstage's metrics service. */
export class CatalogMetrics {
  readonly #metrics: MetricsService;
  readonly #duration;
  readonly #written;

  constructor(metrics: MetricsService) {
    this.#metrics = metrics;
    this.#duration = metrics.createHistogram('kubedc.catalog.mutation', {
      description: 'Time the catalog takes for one change',
      unit: 's',
    });
    this.#written = metrics.createCounter('kubedc.catalog.written', {
      description: 'Entities given to the catalog or taken from it',
      unit: '{entity}',
    });
  }

  /** Counts a change that the catalog took. */
  count(installation: string, { seconds, added, removed }: Mutation): void {
    this.#duration.record(seconds, { installation });
    this.#written.add(added, { installation, action: 'added' });
    this.#written.add(removed, { installation, action: 'removed' });
  }

  /** Reads what can be read at any time whenever somebody collects figures. */
  observe(installations: readonly MeasuredInstallation[]): void {
    this.#observeMirrors(installations);
    this.#observeWriters(installations);
  }

  #observeMirrors(installations: readonly MeasuredInstallation[]): void {
    const gauges = {
      objects: this.#gauge('mirror.objects', 'Objects held', '{object}'),
      up: this.#gauge('mirror.up', '1 while the kind is followed'),
      age: this.#gauge(
        'mirror.age',
        'Time since the objects were last known to be complete',
        's',
      ),
      restarts: this.#gauge(
        'mirror.restarts',
        'Connections made anew after a failure, since the start',
      ),
      expired: this.#gauge(
        'mirror.expired',
        'Lists made anew because the server had forgotten, since the start',
      ),
    };
    for (const [key, gauge] of Object.entries(gauges)) {
      gauge.addCallback(result => {
        for (const { name, mirror } of installations) {
          const current = mirror();
          for (const type of current?.types() ?? []) {
            const status = current!.status(type);
            const values: Record<string, number | undefined> = {
              objects: status.objects,
              up: status.state === 'watching' ? 1 : 0,
              age:
                status.syncedAt &&
                (Date.now() - status.syncedAt.getTime()) / 1000,
              restarts: status.restarts,
              expired: status.expired,
            };
            const value = values[key];
            if (value !== undefined) {
              result.observe(value, {
                installation: name,
                resource: resourceKeyOf(type),
              });
            }
          }
        }
      });
    }
  }

  #observeWriters(installations: readonly MeasuredInstallation[]): void {
    const entities = this.#gauge('catalog.entities', 'Entities', '{entity}');
    const waiting = this.#gauge(
      'catalog.waiting',
      'Objects that changed and are not in the catalog yet',
      '{object}',
    );
    const refused = this.#gauge(
      'catalog.refused',
      'Removals that were refused and wait for a person',
    );
    const skipped = this.#gauge(
      'catalog.skipped',
      'Objects left out of the catalog, or not taken as asked, by reason',
      '{object}',
    );
    for (const { name, report } of installations) {
      const attributes = { installation: name };
      entities.addCallback(result => {
        const current = report();
        if (current) {
          result.observe(current.entities, attributes);
        }
      });
      waiting.addCallback(result => {
        const current = report();
        if (current) {
          result.observe(current.waiting, attributes);
        }
      });
      refused.addCallback(result => {
        const current = report();
        if (current) {
          result.observe(current.refusals.length, attributes);
        }
      });
      skipped.addCallback(result => {
        for (const { reason, count } of report()?.skipped ?? []) {
          result.observe(count, { ...attributes, reason });
        }
      });
    }
  }

  #gauge(name: string, description: string, unit?: string) {
    return this.#metrics.createObservableGauge(`kubedc.${name}`, {
      description,
      unit,
    });
  }
}
