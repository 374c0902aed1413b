import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Kinds whose objects can become components. */
const COMPONENT_KINDS = ['deployment', 'statefulSet', 'service'];

/**
 * Reads `kubedc.catalog.components`: ids of the kinds whose objects become components; none by default.
 *
 * @throws InputError when one of them is none that can.
 * @public
 */
export function readComponentKinds(config: Config): string[] {
  const kinds =
    config.getOptionalStringArray('kubedc.catalog.components') ?? [];
  const unknown = kinds.find(kind => !COMPONENT_KINDS.includes(kind));
  if (unknown !== undefined) {
    throw new InputError(
      `kubedc.catalog.components names '${unknown}', but there are only ${COMPONENT_KINDS.join(
        ', ',
      )}`,
    );
  }
  return kinds;
}
