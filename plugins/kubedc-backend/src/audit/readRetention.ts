import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'kubedc.audit.retention';

/**
 * How long audit events are kept, in milliseconds; 90 days where nothing is said.
 *
 * @throws InputError naming the key when it is no duration above zero.
 */
export function readRetention(config: RootConfigService): number {
  if (!config.has(KEY)) {
    return durationToMilliseconds({ days: 90 });
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key: KEY }),
  );
  if (!(milliseconds > 0)) {
    throw new InputError(`${KEY} must be longer than nothing`);
  }
  return milliseconds;
}
