import { mockServices } from '@backstage/backend-test-utils';
import { kindRegistry } from '@kubedc/backstage-plugin-kubedc-common';
import {
  HttpsTransport,
  ObjectMirror,
} from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchApiServer } from './apiServer';
import type { Figure } from './figures';
import { heapUsed } from './statistics';

/** Measures a mirror by itself. */
export async function measureMirror(
  apiServer: BenchApiServer,
): Promise<Figure[]> {
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
  const since = performance.now();
  mirror.start();
  await Promise.all(types.map(type => mirror.whenSynced(type)));
  const took = performance.now() - since;
  const held = heapUsed() - before;
  let objects = 0;
  let json = 0;
  for (const type of types) {
    for (const object of mirror.list(type)) {
      objects += 1;
      json += Buffer.byteLength(JSON.stringify(object));
    }
  }
  await mirror.stop();
  transport.close();
  return [
    { name: 'mirror: until all is there', value: took, unit: 's' },
    {
      name: 'mirror: memory an object beyond its JSON',
      value: (held - json) / objects,
      unit: 'bytes',
      bar: 3 * 1024,
    },
  ];
}
