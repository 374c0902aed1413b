import { toError } from '@backstage/errors';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  virtualMachineType,
  type ResourceType,
} from '@kubedc/backstage-plugin-kubedc-common';
import type { BenchApiServer } from '../apiServer';
import { countRows, type Bench } from '../bench';
import { changeMachine, untilProcessed, untilShown } from '../measure/shown';
import { createMachine } from '../platform/objects';
import { startPortal, type BenchPortal } from '../portal';
import { howFar, isNotEnded, type Figures } from '../report/figures';
import { say } from '../report/progress';

/** How long something may take after a poll until it is said never to come, in milliseconds. */
const PATIENCE_MS = 15_000;

const SECONDS_A_MINUTE = 60;

/** A way to bring objects into the catalog that looks at all of them now and then. */
export interface PolledWay {
  title: string;
  features: BackendFeature[];
  config?: (apiServer: BenchApiServer) => JsonObject;
  /** Id of the scheduled task that polls. */
  task: string;
  /** Seconds between two polls. */
  pollSeconds: number;
  refOf(type: ResourceType, namespace: string, name: string): string;
}

/** Measures a way that polls. What it would wait for the next poll is added, not waited for. */
export async function measurePolled(
  way: PolledWay,
  bench: Bench,
): Promise<Figures> {
  const figures = await measurePolls(way, bench);
  return isNotEnded(figures.firstLoad) || !bench.processing
    ? figures
    : { ...figures, ...(await measureShown(way, bench)) };
}

const start = (way: PolledWay, bench: Bench, processing: boolean) =>
  startPortal({
    ...bench,
    people: [],
    processing,
    features: way.features,
    config: way.config?.(bench.apiServer),
  });

async function measurePolls(way: PolledWay, bench: Bench): Promise<Figures> {
  const { database, landmarks, log } = bench;
  say('first load');
  log.take();
  database.takeInserted();
  const since = performance.now();
  const portal = await start(way, bench, false);
  try {
    const failure = await portal.runTask(way.task).catch(toError);
    const firstLoad = performance.now() - since;
    const firstLoadLists = log.take().list;
    const given = await countRows(database, 'refresh_state');
    if (given < landmarks.objects) {
      if (firstLoad < bench.patienceMs) {
        throw (
          failure ??
          new Error(`${given} of ${landmarks.objects} are in the catalog`)
        );
      }
      const notEnded = {
        notEndedMs: firstLoad,
        done: database.takeInserted(),
        of: landmarks.objects,
      };
      say(howFar(notEnded));
      return { firstLoad: notEnded, firstLoadLists };
    }
    say('poll, nothing changed');
    database.takeTime();
    database.takeWrites();
    await portal.runTask(way.task);
    const polls = SECONDS_A_MINUTE / way.pollSeconds;
    return {
      firstLoad,
      firstLoadLists,
      firstLoadWatches: log.take().watch,
      idleLists: firstLoadLists * polls,
      reconcileDatabase: database.takeTime(),
      reconcileWrites: database.takeWrites(),
    };
  } finally {
    await portal.stop();
  }
}

async function measureShown(way: PolledWay, bench: Bench): Promise<Figures> {
  const { client, landmarks } = bench;
  const { namespace, machines } = landmarks;
  say("the catalog's own processing");
  const portal = await start(way, bench, true);
  try {
    const since = performance.now();
    await portal.runTask(way.task);
    const pending = await untilProcessed(bench);
    if (isNotEnded(pending)) {
      say(howFar(pending));
      return { processed: pending };
    }
    const processed = performance.now() - since;
    say('a new object, and a changed one');
    const name = `new-${Date.now().toString(36)}`;
    await client.request(...createMachine(namespace, name));
    const created = await afterPoll(way, portal, namespace, name, name);
    const text = `Image ${way.title}`;
    await changeMachine(bench, machines[0], text);
    const changed = await afterPoll(way, portal, namespace, machines[0], text);
    return { processed, createdShown: created, changeP95: changed };
  } finally {
    await portal.stop();
  }
}

/** Milliseconds until something that happened right after a poll is shown; null when the next two do not bring it. */
async function afterPoll(
  way: PolledWay,
  portal: BenchPortal,
  namespace: string,
  name: string,
  text: string,
): Promise<number | null> {
  const ref = way.refOf(virtualMachineType, namespace, name);
  const since = performance.now();
  await portal.runTask(way.task);
  const shown = () =>
    untilShown(portal, ref, text, PATIENCE_MS).then(
      () => true,
      () => false,
    );
  if (await shown()) {
    return way.pollSeconds * 1_000 + performance.now() - since;
  }
  await portal.runTask(way.task);
  return (await shown())
    ? 2 * way.pollSeconds * 1_000 + performance.now() - since
    : null;
}
