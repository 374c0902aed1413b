import { platformControllers } from './controllers';
import { Guests } from './guest/guests';
import { startSubresourceServer } from './kubevirt/server';
import { CertificateAuthority } from './pki/certificateAuthority';
import { installPlatform } from './platform/install';
import { KubeClient } from './runtime/client';
import { Clock, Speed } from './runtime/clock';
import { Connection } from './runtime/connection';
import { Logger } from './runtime/logger';
import { Manager } from './runtime/manager';
import { loadSeed } from './seed/loadSeed';

/**
 * Milliseconds that a demo platform may take to settle: a person rather sees it
 * on its way than waits; tests count on what shall be there, on any machine.
 */
const SETTLE_MS: Record<Speed, number> = { human: 15_000, fast: 120_000 };

/** A running platform. */
export type Platform = { stop(): Promise<void> };

/**
 * Runs the platform on a Kubernetes API: its kinds and roles, its controllers,
 * KubeVirt's subresources, and the demo tenants. It needs nothing but the API
 * and rights without limits.
 */
export async function startPlatform(options: {
  connection: Connection;
  authority: CertificateAuthority;
  speed: Speed;
  seed: 'demo' | 'none';
  logger: Logger;
}): Promise<Platform> {
  const { connection, authority, speed, logger } = options;
  const client = new KubeClient(connection);
  const clock = new Clock(options.seed === 'demo' ? 'seeding' : speed);
  await installPlatform(client);
  const guests = new Guests(client, clock, logger);
  const manager = new Manager({
    client,
    clock,
    logger,
    controllers: platformControllers(guests),
  });
  const subresources = await startSubresourceServer({
    client,
    authority,
    guests,
    clock,
    logger,
  });
  const stop = async () => {
    await manager.stop();
    await subresources.stop();
  };
  try {
    await manager.start();
    if (options.seed === 'demo') {
      const createMoving = await loadSeed(client, manager, SETTLE_MS[speed]);
      clock.setSpeed(speed);
      await createMoving();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
