import { ApiClient, PEOPLE } from '@kubedc/embedded-apiserver/testing';
import { RealApiServer, startRealApiServer } from '@kubedc/real-apiserver';
import { Definition } from './definition';
import { REAL_CRDS, readRealDefinitions } from './realDefinitions';
import { ourDefinitions } from './usedFacts';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A real API server with the platform's kinds, real ones where they are at hand. */
export class RealPlatform {
  private constructor(
    private readonly server: RealApiServer,
    readonly api: ApiClient,
  ) {}

  static async start(): Promise<RealPlatform> {
    const definitions = REAL_CRDS
      ? [...readRealDefinitions(REAL_CRDS).values()]
      : ourDefinitions;
    const server = await startRealApiServer({ tokens: PEOPLE });
    const api = new ApiClient(server.url, server.caData);
    const platform = new RealPlatform(server, api);
    try {
      await platform.install(definitions);
      return platform;
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  /** Adds kinds, and waits until they are served. */
  async install(definitions: readonly Definition[]): Promise<void> {
    for (const definition of definitions) {
      const answer = await this.api.post(CRDS, definition);
      if (answer.code !== 201) {
        throw new Error(`${definition.metadata.name}: ${answer.text}`);
      }
    }
    for (const { spec } of definitions) {
      const { name } = spec.versions.find(({ storage }) => storage)!;
      await this.api.until(
        `/apis/${spec.group}/${name}/${spec.names.plural}`,
        ({ code }) => code === 200,
      );
    }
  }

  async stop(): Promise<void> {
    this.api.close();
    await this.server.stop();
  }
}
