import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { PlatformService } from '@kubedc/backstage-plugin-kubedc-node';
import type { Knex } from 'knex';
import { GrantService } from './GrantService';
import { GrantStore } from './GrantStore';
import { readVault } from './readVault';

/** The plugin's grants, as it is configured. */
export function createGrantService(options: {
  config: Config;
  knex: Knex;
  logger: LoggerService;
  platform: PlatformService;
}): GrantService {
  const { config, knex, logger, platform } = options;
  const needed = platform
    .list()
    .some(({ installation }) => installation?.identity === 'oidc');
  return new GrantService({
    store: new GrantStore(knex),
    vault: readVault(config, { logger, needed }),
  });
}
