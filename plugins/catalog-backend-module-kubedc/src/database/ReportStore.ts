import type { CatalogWriterReport } from '@kubedc/backstage-plugin-kubedc-common';
import type { Knex } from 'knex';

const TABLE = 'kubedc_reports';

interface Row {
  installation: string;
  report: string;
}

/** The last report of each installation's writer, which every replica can read. */
export class ReportStore {
  readonly #knex: Knex;
  readonly #installation: string;

  constructor(knex: Knex, installation: string) {
    this.#knex = knex;
    this.#installation = installation;
  }

  async read(): Promise<CatalogWriterReport | undefined> {
    const row = await this.#knex<Row>(TABLE)
      .where({ installation: this.#installation })
      .first();
    return row && (JSON.parse(row.report) as CatalogWriterReport);
  }

  async write(report: CatalogWriterReport): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        installation: this.#installation,
        report: JSON.stringify(report),
      })
      .onConflict('installation')
      .merge();
  }
}
