import type { LoggerService } from '@backstage/backend-plugin-api';
import { createOperationContext } from '@kubedc/backstage-plugin-kubedc-node';
import type {
  OperationContext,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';

/** What can be asked about each installation. */
export class PlatformContexts {
  readonly #platform: PlatformService;
  readonly #logger: LoggerService;

  constructor(options: { platform: PlatformService; logger: LoggerService }) {
    this.#platform = options.platform;
    this.#logger = options.logger;
  }

  /** @throws InputError when there is no such installation, its configuration's error when it is broken. */
  of(installation: string): OperationContext {
    return createOperationContext({
      platform: this.#platform,
      installation,
      logger: this.#logger,
    });
  }
}
