import catalogModuleKubedc from '@kubedc/backstage-plugin-catalog-backend-module-kubedc';
import catalogModuleKubedcModel from '@kubedc/backstage-plugin-catalog-backend-module-kubedc/model';
// What is measured is both together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import kubedcPlugin from '@kubedc/backstage-plugin-kubedc-backend';
import { countRows, type Bench } from '../bench';
import { openSqlite } from '../database';
import { INSTALLATION, startPortal, type BenchPortal } from '../portal';
import { howFar, isNotEnded, type Figures } from '../report/figures';
import { say } from '../report/progress';
import { pause, untilTrue } from '../statistics';
import { measureChanges } from './measureChanges';
import { measureLists, untilListed } from './measureLists';
import { untilProcessed } from './shown';

/** How long nothing happens while requests are counted, in milliseconds. */
const QUIET_MS = 10_000;
const MINUTE_MS = 60_000;

const start = (bench: Bench, processing: boolean) =>
  startPortal({
    ...bench,
    people: bench.landmarks.people,
    processing,
    features: [
      catalogModuleKubedc,
      catalogModuleKubedcModel,
      kubedcPlugin as never,
    ],
  });

/** Loads all programs once, so that the first thing that is measured does not pay for it. */
export async function warmUp(bench: Omit<Bench, 'database'>): Promise<void> {
  const database = openSqlite();
  const portal = await start({ ...bench, database }, false);
  await portal.stop();
  await database.destroy();
}

/** Measures the way this repository goes. */
export async function measureOurs(bench: Bench): Promise<Figures> {
  return {
    ...(await measureLoad(bench)),
    ...(await measureRestart(bench)),
    ...(await measureRunning(bench)),
  };
}

async function measureLoad(bench: Bench): Promise<Figures> {
  const { database, landmarks, log } = bench;
  say('first load');
  log.take();
  const since = performance.now();
  const portal = await start(bench, false);
  try {
    await untilTrue(
      async () =>
        (await countRows(database, 'kubedc_entities')) >= landmarks.objects &&
        (await countRows(database, 'refresh_state')) >= landmarks.objects,
      { everyMs: 250 },
    );
    const firstLoad = performance.now() - since;
    const asked = log.take();
    say('reconcile, nothing changed');
    const reconciled = await measureReconcile(bench, portal);
    return {
      firstLoad,
      firstLoadLists: asked.list,
      firstLoadWatches: asked.watch,
      reconcileDatabase: reconciled.database,
      reconcileWrites: reconciled.writes,
    };
  } finally {
    await portal.stop();
  }
}

/** When the writer compared the catalog with the platform the last time. */
async function lastCompared({ database }: Bench): Promise<string> {
  const row = await database.knex('kubedc_reports').first('report');
  return (row && JSON.parse(row.report).lastComparedAt) ?? '';
}

async function untilCompared(bench: Bench, before: string) {
  await untilTrue(async () => (await lastCompared(bench)) > before, {
    everyMs: 500,
  });
  return {
    database: bench.database.takeTime(),
    writes: bench.database.takeWrites(),
  };
}

async function measureReconcile(bench: Bench, portal: BenchPortal) {
  await untilTrue(async () => Boolean(await lastCompared(bench)), {
    everyMs: 500,
  });
  const before = await lastCompared(bench);
  bench.database.takeTime();
  bench.database.takeWrites();
  await portal.runTask(`kubedc:${INSTALLATION}:reconcile`);
  return untilCompared(bench, before);
}

async function measureRestart(bench: Bench): Promise<Figures> {
  say('restart, nothing changed');
  const before = await lastCompared(bench);
  bench.database.takeTime();
  bench.database.takeWrites();
  const portal = await start(bench, false);
  try {
    const { database, writes } = await untilCompared(bench, before);
    return { restartDatabase: database, restartWrites: writes };
  } finally {
    await portal.stop();
  }
}

async function measureRunning(bench: Bench): Promise<Figures> {
  const processed = bench.processing ? await measureProcessed(bench) : {};
  if (processed.changeP95 !== undefined) {
    return processed;
  }
  // What does not take a catalog that shows everything.
  const portal = await start(bench, false);
  try {
    return { ...processed, ...(await measureReads(bench, portal)) };
  } finally {
    await portal.stop();
  }
}

/** Everything that is measured once the catalog shows all; only how far it got where that does not end. */
async function measureProcessed(bench: Bench): Promise<Figures> {
  say("the catalog's own processing");
  const portal = await start(bench, true);
  try {
    const processed = await untilProcessed(bench);
    if (isNotEnded(processed)) {
      say(howFar(processed));
      return { processed };
    }
    const reads = await measureReads(bench, portal);
    say('changes');
    const changes = await measureChanges(bench, portal);
    return { processed, ...reads, ...changes };
  } finally {
    await portal.stop();
  }
}

async function measureReads(
  bench: Bench,
  portal: BenchPortal,
): Promise<Figures> {
  await untilListed(bench, portal);
  say('nothing changes');
  bench.log.take();
  await pause(QUIET_MS);
  const idleLists = (bench.log.take().list * MINUTE_MS) / QUIET_MS;
  say('lists');
  return { idleLists, ...(await measureLists(bench, portal)) };
}
