import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import { readComponentKinds, readInstallations } from '../installations';
import type { Installation, InstallationEntry } from '../installations';
import { ObjectMirror, type Mirror } from '../mirror';
import { HttpsTransport, type KubernetesTransport } from '../transport';
import type { PlatformService } from './types';

/**
 * The installations of the configuration, each with one transport and one mirror for the whole process.
 *
 * @public
 */
export class DefaultPlatformService implements PlatformService {
  readonly #entries: InstallationEntry[];
  readonly #logger: LoggerService;
  readonly #components: readonly string[];
  readonly #transports = new Map<string, KubernetesTransport>();
  readonly #mirrors = new Map<string, ObjectMirror>();

  /** Reads `kubedc.installations`; broken ones are logged by name and kept as such. */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): DefaultPlatformService {
    const entries = readInstallations(config);
    for (const { name, error } of entries) {
      if (error) {
        options.logger.error(
          `Installation '${name}' is misconfigured: ${error.message}`,
        );
      }
    }
    return new DefaultPlatformService(entries, {
      logger: options.logger,
      components: readComponentKinds(config),
    });
  }

  private constructor(
    entries: InstallationEntry[],
    options: { logger: LoggerService; components: readonly string[] },
  ) {
    this.#entries = entries;
    this.#logger = options.logger;
    this.#components = options.components;
  }

  /** {@inheritdoc PlatformService.list} */
  list(): InstallationEntry[] {
    return [...this.#entries];
  }

  /** {@inheritdoc PlatformService.get} */
  get(name?: string): Installation {
    const entry =
      name === undefined
        ? this.#only()
        : this.#entries.find(candidate => candidate.name === name);
    if (!entry) {
      throw new InputError(`installation '${name}' does not exist`);
    }
    if (!entry.installation) {
      throw new ServiceUnavailableError(
        `Installation '${entry.name}' is misconfigured: ${entry.error.message}`,
        entry.error,
      );
    }
    return entry.installation;
  }

  /** {@inheritdoc PlatformService.transport} */
  transport(installation: string): KubernetesTransport {
    let transport = this.#transports.get(installation);
    if (!transport) {
      const { connection, identity } = this.get(installation);
      transport = HttpsTransport.fromSettings(connection, { identity });
      this.#transports.set(installation, transport);
    }
    return transport;
  }

  /** {@inheritdoc PlatformService.mirror} */
  mirror(installation: string): Mirror {
    let mirror = this.#mirrors.get(installation);
    if (!mirror) {
      const settings = this.get(installation);
      mirror = new ObjectMirror({
        installation,
        transport: this.transport(installation),
        types: kindRegistry.watchedTypes(this.#components, settings),
        namespaces: settings.namespaces,
        logger: this.#logger.child({ installation }),
      });
      this.#mirrors.set(installation, mirror);
      mirror.start();
    }
    return mirror;
  }

  /** Ends all watches and closes all connections. */
  async stop(): Promise<void> {
    await Promise.all([...this.#mirrors.values()].map(each => each.stop()));
    this.#transports.forEach(transport => transport.close());
  }

  #only(): InstallationEntry {
    if (this.#entries.length === 1) {
      return this.#entries[0];
    }
    throw new InputError(
      this.#entries.length
        ? `installation is required, one of ${this.#entries
            .map(({ name }) => name)
            .join(', ')}`
        : 'no installation is configured',
    );
  }
}
