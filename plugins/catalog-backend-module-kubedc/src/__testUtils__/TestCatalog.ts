import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import {
  createSyncRegistry,
  kubedcSyncRegistryRef,
  type SyncRegistry,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { Knex } from 'knex';
import request from 'supertest';
import type { LeaseTimes } from '../database/Lease';
import catalogModuleKubedcModel from '../model';
import { createModule } from '../module';

/** Milliseconds within which a change must be seen. */
const PATIENCE_MS = 120_000;

/** A portal's backend with the real catalog and this module. */
export class TestCatalog {
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;
  readonly #events: EventsService;

  static async start(options: {
    knex: Knex;
    kubedc: JsonObject;
    leaseTimes?: LeaseTimes;
  }): Promise<TestCatalog> {
    const { knex, kubedc, leaseTimes } = options;
    const events = mockServices.events();
    const sync = createSyncRegistry();
    const backend = await startTestBackend({
      features: [
        import('@backstage/plugin-catalog-backend'),
        createModule(leaseTimes),
        catalogModuleKubedcModel,
        mockServices.rootConfig.factory({
          data: {
            kubedc,
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
              rules: [{ allow: ['Component', 'Group', 'User'] }],
            },
          },
        }),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
        createServiceFactory({
          service: kubedcSyncRegistryRef,
          deps: {},
          factory: () => sync,
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
      ],
    });
    return new TestCatalog(backend, events, sync);
  }

  private constructor(
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    events: EventsService,
    /** What this replica can tell about the writers. */
    readonly sync: SyncRegistry,
  ) {
    this.#backend = backend;
    this.#events = events;
  }

  /** The status of the backend's own answer to whether it is ready. */
  async readiness(): Promise<number> {
    const { status } = await request(this.#backend.server).get(
      '/.backstage/health/v1/readiness',
    );
    return status;
  }

  async publish(topic: string, eventPayload: unknown): Promise<void> {
    await this.#events.publish({ topic, eventPayload });
  }

  /** The entity as people see it, undefined when there is none. */
  async find(ref: string): Promise<Entity | undefined> {
    const { body, status } = await request(this.#backend.server)
      .post('/api/catalog/entities/by-refs')
      .set('Authorization', mockCredentials.user.header())
      .send({ entityRefs: [ref] });
    if (status !== 200) {
      throw new Error(`${status}: ${JSON.stringify(body)}`);
    }
    return body.items[0] ?? undefined;
  }

  /** The entity once it is as wanted. */
  async eventually(
    ref: string,
    wanted: (entity: Entity | undefined) => boolean = Boolean,
    patienceMs: number = PATIENCE_MS,
  ): Promise<Entity> {
    let entity: Entity | undefined;
    const deadline = Date.now() + patienceMs;
    do {
      entity = await this.find(ref);
      if (wanted(entity)) {
        return entity as Entity;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    } while (Date.now() < deadline);
    throw new Error(
      `${ref} did not become as wanted; it is ${JSON.stringify(entity)}`,
    );
  }

  stop(): Promise<void> {
    return this.#backend.stop();
  }
}
