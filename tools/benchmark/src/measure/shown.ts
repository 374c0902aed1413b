import { virtualMachineType } from '@kubedc/backstage-plugin-kubedc-common';
import { resourcePath } from '@kubedc/backstage-plugin-kubedc-node';
import { countRows, type Bench } from '../bench';
import type { BenchPortal } from '../portal';
import type { NotEnded } from '../report/figures';
import { untilTrue } from '../statistics';

async function isProcessed({ database, landmarks }: Bench): Promise<boolean> {
  return (
    (await countRows(database, 'final_entities')) >= landmarks.objects &&
    !(await database.knex('stitch_queue').first('entity_ref')) &&
    !(await database
      .knex('refresh_state')
      .where('next_update_at', '<=', database.knex.fn.now())
      .first('entity_id'))
  );
}

/** Milliseconds until the catalog shows everything it was given, or how far it got until patience ended. */
export async function untilProcessed(bench: Bench): Promise<number | NotEnded> {
  const { database, landmarks, patienceMs } = bench;
  const since = performance.now();
  let processed = false;
  const took = await untilTrue(
    async () => {
      processed = await isProcessed(bench);
      return processed || performance.now() - since > patienceMs;
    },
    { everyMs: 1_000, patienceMs: Infinity },
  );
  return processed
    ? took
    : {
        notEndedMs: took,
        done: await countRows(database, 'final_entities'),
        of: landmarks.objects,
      };
}

/** Resolves when the catalog's API shows an entity that has a text in it; milliseconds that took. */
export async function untilShown(
  portal: BenchPortal,
  ref: string,
  text: string,
  patienceMs: number = 30_000,
): Promise<number> {
  return untilTrue(
    async () => {
      const { items } = await portal.fetch<{ items: unknown[] }>(
        '/api/catalog/entities/by-refs',
        { body: { entityRefs: [ref] } },
      );
      return Boolean(items[0]) && JSON.stringify(items[0]).includes(text);
    },
    { patienceMs, everyMs: 10 },
  );
}

/** Changes something of a machine that its entity tells. */
export async function changeMachine(
  { client, landmarks: { namespace } }: Bench,
  name: string,
  text: string,
): Promise<void> {
  await client.request(
    'PATCH',
    resourcePath(virtualMachineType, { namespace, name }),
    { metadata: { annotations: { 'portal.kube-dc.com/os-image': text } } },
  );
}
