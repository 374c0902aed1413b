import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  namespaceType,
  resourceKeyOf,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  InstallationView,
  WatchView,
} from '@kubedc/backstage-plugin-kubedc-common';
import type {
  IdentityService,
  Mirror,
  PlatformService,
} from '@kubedc/backstage-plugin-kubedc-node';
import { MISCONFIGURED } from '../access/ViewerService';
import type { ViewerService } from '../access/ViewerService';

/** State of the watches on every resource type. */
export function watchViews(mirror: Mirror): WatchView[] {
  return mirror.types().map(type => {
    const { state, objects, message, syncedAt, restarts, expired } =
      mirror.status(type);
    return {
      resource: resourceKeyOf(type),
      state,
      objects,
      restarts,
      expired,
      ...(message ? { message } : {}),
      ...(syncedAt ? { syncedAt: syncedAt.toISOString() } : {}),
    };
  });
}

/** Tells about the installations' connections. */
export class InstallationService {
  readonly #platform: PlatformService;
  readonly #identity: IdentityService;
  readonly #viewers: ViewerService;

  constructor(options: {
    platform: PlatformService;
    identity: IdentityService;
    viewers: ViewerService;
  }) {
    this.#platform = options.platform;
    this.#identity = options.identity;
    this.#viewers = options.viewers;
  }

  /** Installations the person has to do with, as far as the portal's own policy lets them read there. */
  async list(credentials: BackstageCredentials): Promise<InstallationView[]> {
    const own = await this.#identity.find(credentials);
    const viewers = await this.#viewers.everywhere(credentials);
    const readable = await this.#viewers.readable(credentials);
    return (await this.all(credentials, false)).filter(
      ({ name }) =>
        readable(name) &&
        (name === own?.installation ||
          viewers.some(({ installation }) => installation.name === name)),
    );
  }

  /**
   * All installations.
   *
   * @param details - also why a configuration is broken, which is for operators
   */
  async all(
    credentials: BackstageCredentials,
    details: boolean,
  ): Promise<InstallationView[]> {
    const own = await this.#identity.find(credentials);
    return this.#platform.list().map(({ name, installation, error }) => ({
      name,
      title: installation?.title ?? name,
      own: own?.installation === name,
      ...(installation ? { identity: installation.identity } : {}),
      ...(error
        ? {
            state: 'misconfigured',
            message: details ? error.message : MISCONFIGURED,
          }
        : this.#connection(name)),
    }));
  }

  #connection(name: string): Pick<InstallationView, 'state' | 'message'> {
    const mirror = this.#platform.mirror(name);
    // Namespaces are everywhere and always watched, so they tell how the connection is.
    const { state, message } = mirror.status(namespaceType);
    if (state === 'backoff' || state === 'forbidden') {
      return { state: 'unreachable', ...(message ? { message } : {}) };
    }
    const synced = mirror.types().every(type => {
      const watch = mirror.status(type);
      return watch.state !== 'listing' || mirror.hasSynced(type);
    });
    return { state: synced ? 'connected' : 'connecting' };
  }
}
