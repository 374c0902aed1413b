import { mockServices } from '@backstage/backend-test-utils';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import {
  HttpsTransport,
  ObjectMirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchApiServer } from '../apiServer';
import type { Figures } from '../report/figures';
import { heapUsed, untilTrue } from '../statistics';

/** Measures a mirror by itself. */
export async function measureMirror(
  apiServer: BenchApiServer,
): Promise<Figures> {
  // One before it that stays: programs are loaded and compiled on first use, and that is not the mirror's memory.
  const first = await follow(apiServer);
  const second = await follow(apiServer);
  const { took, held, json, objects } = second;
  await first.stop();
  await second.stop();
  return { mirrorSync: took, mirrorMemory: (held - json) / objects };
}

async function follow(apiServer: BenchApiServer) {
  const transport = HttpsTransport.fromSettings({
    type: 'url',
    url: apiServer.url,
    token: apiServer.token,
    caFile: apiServer.caFile,
  });
  const types = kindRegistry.watchedTypes();
  const mirror = new ObjectMirror({
    installation: 'bench',
    transport,
    types,
    logger: mockServices.rootLogger({ level: 'error' }),
  });
  const before = heapUsed();
  mirror.start();
  const took = await untilTrue(
    () =>
      types.every(
        // The embedded API server does not have every group.
        type =>
          mirror.hasSynced(type) || mirror.status(type).state === 'absent',
      ),
    { everyMs: 5 },
  );
  const held = heapUsed() - before;
  let objects = 0;
  let json = 0;
  for (const type of types) {
    for (const object of mirror.list(type)) {
      objects += 1;
      json += Buffer.byteLength(JSON.stringify(object));
    }
  }
  return {
    took,
    held,
    json,
    objects,
    async stop() {
      await mirror.stop();
      transport.close();
    },
  };
}
