import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { TokenVault } from './TokenVault';

const KEYS = 'kubedc.grants.keys';

/** Fewer characters can be guessed. */
const MIN_LENGTH = 32;

/**
 * The vault that the configuration asks for: by keys of its own, else by a secret that the portal has anyway and that all
 * its replicas share, from which a key for this one purpose is derived.
 *
 * @param needed - true where an installation takes people's own tokens; without one nothing is ever sealed
 * @throws InputError for a key that is too short.
 */
export function readVault(
  config: Config,
  options: { logger: LoggerService; needed: boolean },
): TokenVault {
  const keys = config.getOptionalStringArray(KEYS);
  const short = keys?.findIndex(key => key.length < MIN_LENGTH) ?? -1;
  if (short >= 0) {
    throw new InputError(
      `${KEYS}[${short}] must have at least ${MIN_LENGTH} characters`,
    );
  }
  const secrets = keys?.length ? keys : sharedSecrets(config);
  if (isFilled(secrets)) {
    return TokenVault.fromSecrets(secrets);
  }
  if (options.needed) {
    options.logger.warn(
      `Neither ${KEYS} nor auth.session.secret is configured: tasks that run while this process ends, or that reach ` +
        'another replica of it, stop with "session ended" and have to be retried',
    );
  }
  return TokenVault.forThisProcess();
}

/** Secrets of the portal itself, in the order in which they are tried. */
function sharedSecrets(config: Config): string[] {
  const plugins = config
    .getOptionalConfigArray('backend.auth.keys')
    ?.map(key => key.getString('secret'));
  if (plugins?.length) {
    return plugins;
  }
  const session = config.getOptionalString('auth.session.secret');
  return session ? [session] : [];
}

function isFilled(list: string[]): list is [string, ...string[]] {
  return list.length > 0;
}
