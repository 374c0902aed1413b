import type { Config } from '@backstage/config';
import { InputError, toError } from '@backstage/errors';
import { keyOf } from './configReaders';
import { readInstallation } from './readInstallation';
import type { InstallationEntry } from './types';

/** Characters of an installation's name: it stands in annotations and in names of the portal's own records. */
const MAX_NAME = 63;

/**
 * Reads `kubedc.installations`. A block that cannot be read becomes an entry with the error that names its key; it hurts
 * no other block. Of several installations with the same `entityNamespacePrefix` the first one keeps it.
 *
 * @public
 */
export function readInstallations(config: Config): InstallationEntry[] {
  const blocks = config.getOptionalConfig('kubedc.installations');
  const prefixes = new Map<string, string>();
  return (blocks?.keys() ?? []).map(name => {
    try {
      if (name.length > MAX_NAME) {
        throw new InputError(
          `kubedc.installations.${name} has a name of more than ${MAX_NAME} characters`,
        );
      }
      const block = blocks!.getConfig(name);
      // A block that is broken elsewhere claims its prefix too, so that mending it takes nothing from the others.
      claimPrefix(
        prefixes,
        block.getOptionalString('entityNamespacePrefix') ?? '',
        name,
      );
      return { name, installation: readInstallation(block, name) };
    } catch (error) {
      return { name, error: toError(error) };
    }
  });
}

function claimPrefix(
  prefixes: Map<string, string>,
  prefix: string,
  name: string,
): void {
  const owner = prefixes.get(prefix);
  if (owner !== undefined) {
    throw new InputError(
      `${keyOf(
        name,
        'entityNamespacePrefix',
      )} '${prefix}' is the one of installation '${owner}' already; each installation needs its own`,
    );
  }
  prefixes.set(prefix, name);
}
