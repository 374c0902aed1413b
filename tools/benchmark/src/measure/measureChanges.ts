import { entityRefOf } from '@kubedc/backstage-plugin-kubedc-common';
import type { Bench } from '../bench';
import { createMachine } from '../platform/objects';
import type { BenchPortal } from '../portal';
import type { Figures } from '../report/figures';
import { percentile } from '../statistics';
import { changeMachine, untilShown } from './shown';

/** Changes that are timed one after the other. */
const CHANGES = 20;

/** New objects that are timed one after the other. */
const CREATED = 5;

/** Measures how long it takes until the catalog's API shows what happened on the platform. */
export async function measureChanges(
  bench: Bench,
  portal: BenchPortal,
): Promise<Figures> {
  const { namespace, machines } = bench.landmarks;
  const refOf = (name: string) =>
    entityRefOf({ kind: 'virtualMachine', namespace, name });
  const changed: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const name = machines[index % machines.length];
    const text = `Image ${bench.database.title} ${index}`;
    const since = performance.now();
    await changeMachine(bench, name, text);
    await untilShown(portal, refOf(name), text);
    changed.push(performance.now() - since);
  }
  const created: number[] = [];
  for (let index = 0; index < CREATED; index += 1) {
    const name = `new-${Date.now().toString(36)}`;
    const since = performance.now();
    await bench.client.request(...createMachine(namespace, name));
    await untilShown(portal, refOf(name), name);
    created.push(performance.now() - since);
  }
  return {
    createdShown: Math.max(...created),
    changeP50: percentile(changed, 0.5),
    changeP95: percentile(changed, 0.95),
  };
}
