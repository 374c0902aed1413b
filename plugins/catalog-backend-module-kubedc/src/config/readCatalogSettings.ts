import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readComponentKinds } from '@kubedc/backstage-plugin-kubedc-node';
import type { HumanDuration } from '@backstage/types';

/** How the catalog follows the platforms. */
export interface CatalogSettings {
  /** Ids of the kinds that become entities; all when absent. */
  kinds?: string[];
  /** Ids of the kinds that become components; none by default. */
  components: string[];
  /** Namespaces that owner and component hints may name, beside the object's own organization. */
  hintNamespaces: string[];
  reconcileInterval: HumanDuration;
  /** Share of the entities, in percent. */
  rejectRemovalsAbovePercentage: number;
  peopleRetentionDays: number;
}

/**
 * Reads `kubedc.catalog` and `kubedc.peopleRetentionDays`.
 *
 * @throws InputError that names the key which is wrong.
 */
export function readCatalogSettings(config: Config): CatalogSettings {
  const catalog = config.getOptionalConfig('kubedc.catalog');
  const rejectRemovalsAbovePercentage =
    catalog?.getOptionalNumber('rejectRemovalsAbovePercentage') ?? 50;
  if (
    rejectRemovalsAbovePercentage < 0 ||
    rejectRemovalsAbovePercentage > 100
  ) {
    throw new InputError(
      'kubedc.catalog.rejectRemovalsAbovePercentage must be between 0 and 100',
    );
  }
  const peopleRetentionDays =
    config.getOptionalNumber('kubedc.peopleRetentionDays') ?? 90;
  if (peopleRetentionDays <= 0) {
    throw new InputError('kubedc.peopleRetentionDays must be above 0');
  }
  return {
    kinds: catalog?.getOptionalStringArray('kinds'),
    components: readComponentKinds(config),
    hintNamespaces: catalog?.getOptionalStringArray('ownerNamespaces') ?? [],
    reconcileInterval: catalog?.has('reconcileInterval')
      ? readDurationFromConfig(catalog, { key: 'reconcileInterval' })
      : { minutes: 30 },
    rejectRemovalsAbovePercentage,
    peopleRetentionDays,
  };
}
