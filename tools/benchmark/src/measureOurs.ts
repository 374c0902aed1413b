import catalogModuleKubedc from '@kubedc/backstage-plugin-catalog-backend-module-kubedc';
import catalogModuleKubedcModel from '@kubedc/backstage-plugin-catalog-backend-module-kubedc/model';
// What is measured is both together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import kubedcPlugin from '@kubedc/backstage-plugin-kubedc-backend';
import {
  entityRefOf,
  virtualMachineType,
} from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import type { BenchApiServer } from './apiServer';
import type { BenchClient } from './client';
import type { BenchDatabase } from './database';
import type { Figure } from './figures';
import type { Landmarks } from './platform';
import { startPortal, type BenchPortal } from './portal';
import { RequestLog } from './requestLog';
import { heapUsed, percentile, untilTrue } from './statistics';

/** Changes that are timed one after the other. */
const CHANGES = 20;

/** Lists that are asked for, and how many at once. */
const LISTS = 200;
const AT_ONCE = 20;

/** How long nothing happens while requests are counted, in milliseconds. */
const QUIET_MS = 10_000;

/** What the measurements share. */
interface Bench {
  apiServer: BenchApiServer;
  client: BenchClient;
  database: BenchDatabase;
  landmarks: Landmarks;
}

async function count(database: BenchDatabase, table: string) {
  const [row] = await database.knex(table).count({ count: '*' });
  return Number(row.count);
}

/** Measures the way this repository goes. */
export async function measureOurs(bench: Bench): Promise<Figure[]> {
  const { apiServer, database, landmarks } = bench;
  const heapBefore = heapUsed();
  const log = new RequestLog(apiServer.url);
  const portal = await startPortal({
    ...bench,
    organization: landmarks.organization,
    features: [
      catalogModuleKubedc,
      catalogModuleKubedcModel,
      kubedcPlugin as never,
    ],
  });
  try {
    const loaded = await untilTrue(
      async () =>
        (await count(database, 'kubedc_entities')) >= landmarks.objects &&
        (await count(database, 'refresh_state')) >= landmarks.objects,
      { everyMs: 100 },
    );
    const followed = log.take();
    const processed = await untilTrue(
      async () =>
        (await count(database, 'final_entities')) >= landmarks.objects &&
        !(await database.knex('stitch_queue').first('entity_ref')),
      { everyMs: 1_000 },
    );
    log.take();
    await untilTrue(() => false, { patienceMs: QUIET_MS }).catch(() => 0);
    const idle = log.take();
    return [
      { name: 'first load', value: loaded, unit: 's', bar: 20_000 },
      { name: 'processed and stitched after it', value: processed, unit: 's' },
      { name: 'watches', value: followed.watch, unit: 'requests' },
      { name: 'lists', value: followed.list, unit: 'requests' },
      {
        name: `lists in ${QUIET_MS / 1000} s in which nothing changes`,
        value: idle.list,
        unit: 'requests',
        bar: 0,
      },
      ...(await measureChanges(bench, portal)),
      ...(await measureLists(bench, portal)),
      {
        name: 'heap an object, with catalog and mirror',
        value: (heapUsed() - heapBefore) / landmarks.objects,
        unit: 'bytes',
      },
    ];
  } finally {
    log.stop();
    await portal.stop();
  }
}

async function measureChanges(
  { client, landmarks }: Bench,
  portal: BenchPortal,
): Promise<Figure[]> {
  const times: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const name = landmarks.machines[index % landmarks.machines.length];
    const version = `Image ${index}`;
    const ref = entityRefOf({
      kind: 'virtualMachine',
      namespace: landmarks.namespace,
      name,
    });
    const since = performance.now();
    await client.request(
      'PATCH',
      resourcePath(virtualMachineType, {
        namespace: landmarks.namespace,
        name,
      }),
      {
        metadata: { annotations: { 'portal.kube-dc.com/os-image': version } },
      },
    );
    await untilTrue(
      async () => {
        const answer = await fetch(
          `${portal.url}/api/catalog/entities/by-refs`,
          {
            method: 'POST',
            headers: { ...portal.headers, 'content-type': 'application/json' },
            body: JSON.stringify({ entityRefs: [ref] }),
          },
        );
        const { items } = (await answer.json()) as {
          items: Array<{ metadata: { description?: string } } | null>;
        };
        return Boolean(items[0]?.metadata.description?.includes(version));
      },
      { patienceMs: 30_000, everyMs: 10 },
    );
    times.push(performance.now() - since);
  }
  return [
    {
      name: 'a change until the catalog API shows it, p50',
      value: percentile(times, 0.5),
      unit: 'ms',
    },
    {
      name: 'a change until the catalog API shows it, p95',
      value: percentile(times, 0.95),
      unit: 'ms',
      bar: 1_500,
    },
  ];
}

async function measureLists(
  { landmarks }: Bench,
  portal: BenchPortal,
): Promise<Figure[]> {
  const { organization, project } = landmarks;
  const url = `${portal.url}/api/kubedc/resources/virtual-machines?project=${organization}/${project}`;
  const list = async () => {
    const since = performance.now();
    const answer = await fetch(url, { headers: portal.headers });
    const body = (await answer.json()) as { items?: unknown[] };
    if (body.items?.length !== landmarks.machines.length) {
      throw new Error(`The list is wrong: ${JSON.stringify(body)}`);
    }
    return performance.now() - since;
  };
  // The rights follow the binding as soon as the mirror has it.
  await untilTrue(() => list().then(Boolean, () => false), {
    patienceMs: 90_000,
    everyMs: 200,
  });
  const times: number[] = [];
  for (let done = 0; done < LISTS; done += AT_ONCE) {
    times.push(...(await Promise.all(Array.from({ length: AT_ONCE }, list))));
  }
  return [
    {
      name: `list of one project's machines as a tenant, ${AT_ONCE} at once, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      bar: 50,
    },
  ];
}
