import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogSettings } from './config/readCatalogSettings';
import type { EntityConverter } from './converters/types';

/** The converters of the kinds that the configuration names; names without a converter are logged. */
export function selectConverters(
  converters: readonly EntityConverter[],
  { kinds }: Pick<CatalogSettings, 'kinds'>,
  logger: LoggerService,
): EntityConverter[] {
  if (!kinds) {
    return [...converters];
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
  return converters.filter(converter => kinds.includes(converter.kind));
}
