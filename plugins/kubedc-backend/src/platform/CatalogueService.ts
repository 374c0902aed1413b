import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { storageClassType } from '@kubedc/backstage-plugin-kubedc-common';
import type {
  KubernetesObject,
  OsImage,
  PlatformOffers,
} from '@kubedc/backstage-plugin-kubedc-common';
import {
  KubernetesApiError,
  KubernetesClient,
  parseOsImages,
  toBackstageError,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { PlatformService } from '@kubedc/backstage-plugin-kubedc-node';
import type { Viewer } from '../access/Viewer';
import type { ViewerService } from '../access/ViewerService';
import type { PlatformContexts } from './PlatformContexts';

/** Key of the catalogue of OS images in its ConfigMap. */
const IMAGES_KEY = 'images.yaml';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Tells what an installation offers to choose from. */
export class CatalogueService {
  readonly #platform: PlatformService;
  readonly #viewers: ViewerService;
  readonly #contexts: PlatformContexts;

  constructor(options: {
    platform: PlatformService;
    viewers: ViewerService;
    contexts: PlatformContexts;
  }) {
    this.#platform = options.platform;
    this.#viewers = options.viewers;
    this.#contexts = options.contexts;
  }

  /** OS images for virtual machines. The portal's account reads them, as tenants may not. */
  async images(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<OsImage[]> {
    const viewer = await this.#viewers.reader(credentials, installation);
    try {
      const context = this.#contexts.of(viewer.installation.name);
      const { namespace, name } = viewer.installation.imagesConfigMap;
      const data = await context.readConfigMap(namespace, name);
      return parseOsImages(data[IMAGES_KEY] ?? '');
    } catch (error) {
      throw toBackstageError(error);
    }
  }

  /** Versions from the installation's configuration, and its storage classes. */
  async offers(
    credentials: BackstageCredentials,
    installation?: string,
  ): Promise<PlatformOffers> {
    const viewer = await this.#viewers.reader(credentials, installation);
    return {
      ...viewer.installation.offers,
      storageClasses: await this.#storageClasses(viewer),
    };
  }

  async #storageClasses(
    viewer: Viewer,
  ): Promise<PlatformOffers['storageClasses']> {
    const client = new KubernetesClient(
      this.#platform.transport(viewer.installation.name),
      viewer.identity,
    );
    try {
      const classes = await client.list<KubernetesObject>(storageClassType);
      return classes.map(({ metadata }) => ({
        name: metadata.name,
        default: metadata.annotations?.[DEFAULT_CLASS] === 'true',
      }));
    } catch (error) {
      // Not every tenant may read them; the form then leaves the choice to the platform.
      if (error instanceof KubernetesApiError && error.code === 403) {
        return [];
      }
      throw toBackstageError(error);
    }
  }
}
