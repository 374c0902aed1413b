import type { LoggerService } from '@backstage/backend-plugin-api';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import type { CatalogSettings } from './config/readCatalogSettings';
import type { EntityConverter } from './converters/types';

/**
 * The converters of the kinds that the configuration names, or of all but those it must ask for. Names without a converter
 * are logged.
 */
export function selectConverters(
  converters: readonly EntityConverter[],
  { kinds, components }: Pick<CatalogSettings, 'kinds' | 'components'>,
  logger: LoggerService,
): EntityConverter[] {
  const offered = converters.filter(
    ({ kind }) => !kindRegistry.byId(kind)?.optIn || components.includes(kind),
  );
  if (!kinds) {
    return offered;
  }
  for (const kind of kinds) {
    if (!converters.some(converter => converter.kind === kind)) {
      logger.error(
        `kubedc.catalog.kinds names '${kind}', but there are only ${converters
          .map(converter => converter.kind)
          .join(', ')}`,
      );
    }
  }
  return offered.filter(converter => kinds.includes(converter.kind));
}
