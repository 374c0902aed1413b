import {
  DataVolume,
  MachineVolume,
  dataVolumes,
  virtualMachineInstances,
  virtualMachines,
} from '../kinds';
import { Cache, Context, defineController, owned } from '../runtime/controller';
import { ownerOf, withConditions } from '../runtime/objects';
import { parseQuantity } from '../runtime/quantity';
import { persistentVolumeClaims, storageClasses } from '../runtime/resources';
import { Condition } from '../runtime/types';
import { Result } from '../runtime/workQueue';
import { NODE_NAMES } from '../platform/infrastructure';
import { SELECTED_NODE, bindsLate } from './persistentVolumeClaim';
import { wantsToRun } from './virtualMachineRun';

const BIND_NOW = 'cdi.kubevirt.io/storage.bind.immediate.requested';
const SCHEDULE_SECONDS = 2;
const TICK_SECONDS = 1.2;
const SHORTEST_TICK_MS = 50;
const RETRY_SECONDS = 10;

/** DataVolume → claim, and the import of what shall be in it. */
export const dataVolumeController = defineController<DataVolume>({
  resource: dataVolumes,
  reads: [storageClasses],
  watches: [
    owned(persistentVolumeClaims, 'DataVolume'),
    {
      resource: virtualMachines,
      toKeys: machine =>
        (
          (machine.spec?.template as { spec?: { volumes?: object[] } })?.spec
            ?.volumes ?? []
        ).flatMap((volume: { dataVolume?: { name: string } }) =>
          volume.dataVolume
            ? [
                {
                  namespace: machine.metadata.namespace,
                  name: volume.dataVolume.name,
                },
              ]
            : [],
        ),
    },
    {
      resource: virtualMachineInstances,
      toKeys: ({ metadata, spec }) =>
        ((spec?.volumes ?? []) as MachineVolume[]).flatMap(({ dataVolume }) =>
          dataVolume?.hotpluggable
            ? [{ namespace: metadata.namespace, name: dataVolume.name }]
            : [],
        ),
    },
  ],

  async reconcile(volume, context) {
    if (
      volume.metadata.deletionTimestamp ||
      volume.status?.phase === 'Succeeded'
    ) {
      return undefined;
    }
    const { cache, clock, steps } = context;
    const { namespace, name } = volume.metadata;
    await ensureClaim(volume, context);
    const claim = cache.get(persistentVolumeClaims, { namespace, name });
    if (claim?.status?.phase !== 'Bound') {
      const isWaiting =
        bindsLate(cache, claimSpecOf(volume).storageClassName) &&
        !hasConsumer(volume, cache);
      if (clock.isSeeding && !isWaiting) {
        return undefined;
      }
      await setPhase(volume, context, {
        phase: isWaiting ? 'PendingPopulation' : 'Pending',
        progress: 'N/A',
      });
      return undefined;
    }
    if (volume.spec?.source?.upload) {
      await setPhase(volume, context, { phase: 'UploadReady' });
      return undefined;
    }
    if (clock.isSeeding && !failureOf(volume)) {
      // It has been filled long ago.
      return succeed(volume, context);
    }
    switch (volume.status?.phase) {
      case 'ImportScheduled':
      case 'CloneScheduled': {
        const wait = steps.remaining(volume, 'scheduled', SCHEDULE_SECONDS);
        if (wait) {
          return { requeueAfterMs: wait };
        }
        await setPhase(volume, context, {
          phase: inProgress(volume),
          progress: '0.00%',
          running: { status: 'True', reason: 'Pod is running', message: '' },
        });
        return { requeueAfterMs: clock.ms(TICK_SECONDS) };
      }
      case 'ImportInProgress':
      case 'CloneInProgress':
        return transfer(volume, context);
      default:
        steps.remaining(volume, 'scheduled', SCHEDULE_SECONDS);
        if (volume.spec?.source?.blank) {
          return succeed(volume, context);
        }
        await setPhase(volume, context, {
          phase: inProgress(volume).replace('InProgress', 'Scheduled'),
          progress: 'N/A',
        });
        return { requeueAfterMs: clock.ms(SCHEDULE_SECONDS) };
    }
  },
});

function inProgress(volume: DataVolume): string {
  return volume.spec?.source?.pvc || volume.spec?.source?.snapshot
    ? 'CloneInProgress'
    : 'ImportInProgress';
}

function claimSpecOf(volume: DataVolume) {
  return volume.spec?.pvc ?? volume.spec?.storage ?? {};
}

/** Whether a machine that shall run, or its maker, asks for the volume. */
function hasConsumer(volume: DataVolume, cache: Cache): boolean {
  return (
    volume.metadata.annotations?.[BIND_NOW] === 'true' ||
    cache
      .list(virtualMachines, volume.metadata.namespace)
      .some(
        machine =>
          wantsToRun(machine) &&
          machine.spec?.template.spec.volumes?.some(
            ({ dataVolume }) => dataVolume?.name === volume.metadata.name,
          ),
      ) ||
    cache
      .list(virtualMachineInstances, volume.metadata.namespace)
      .some(({ spec }) =>
        spec?.volumes?.some(
          ({ dataVolume }) => dataVolume?.name === volume.metadata.name,
        ),
      )
  );
}

async function ensureClaim(
  volume: DataVolume,
  { client, cache }: Context,
): Promise<void> {
  const { namespace, name, labels } = volume.metadata;
  const spec = claimSpecOf(volume);
  const known = cache.get(persistentVolumeClaims, { namespace, name });
  const annotations: Record<string, string> = hasConsumer(volume, cache)
    ? { [SELECTED_NODE]: NODE_NAMES[0] }
    : {};
  if (!known) {
    await client.createOnce(persistentVolumeClaims, {
      metadata: {
        name,
        namespace,
        labels: { ...labels, app: 'containerized-data-importer' },
        annotations,
        ownerReferences: [ownerOf(volume)],
      },
      spec: {
        accessModes: spec.accessModes ?? ['ReadWriteOnce'],
        volumeMode: spec.volumeMode ?? 'Filesystem',
        storageClassName: spec.storageClassName ?? 'local-path',
        resources: { requests: spec.resources?.requests ?? {} },
      },
    });
  } else if (
    annotations[SELECTED_NODE] &&
    !known.metadata.annotations?.[SELECTED_NODE]
  ) {
    await client.patch(persistentVolumeClaims, known.metadata, {
      metadata: { annotations },
    });
  }
}

/** What is wrong with where the content comes from, if anything is. */
function failureOf(volume: DataVolume): string | undefined {
  const url = volume.spec?.source?.http?.url;
  if (url === undefined) {
    return undefined;
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || parsed.hostname === '') {
    return `Unable to process data: invalid URL "${url}"`;
  }
  return parsed.hostname === 'invalid' ||
    parsed.hostname.endsWith('.invalid') ||
    parsed.pathname.includes('missing')
    ? 'Unable to connect to http data source: expected status code 200, got 404. Status: 404 Not Found'
    : undefined;
}

async function transfer(volume: DataVolume, context: Context): Promise<Result> {
  const { clock, steps, events } = context;
  const failure = failureOf(volume);
  if (failure) {
    const restarts = volume.status?.restartCount ?? 0;
    const wait = steps.remaining(
      volume,
      `try ${restarts}`,
      restarts ? RETRY_SECONDS * Math.min(restarts, 6) : TICK_SECONDS,
    );
    if (wait) {
      return { requeueAfterMs: wait };
    }
    await setPhase(volume, context, {
      phase: 'ImportInProgress',
      progress: 'N/A',
      restartCount: restarts + 1,
      running: { status: 'False', reason: 'Error', message: failure },
    });
    await events.warning(volume, 'Error', failure);
    // Real time, so that a fast clock does not turn retries into a busy loop.
    return {
      requeueAfterMs: Math.max(250, clock.ms(RETRY_SECONDS * (restarts + 1))),
    };
  }
  const gib =
    parseQuantity(claimSpecOf(volume).resources?.requests?.storage) / 2 ** 30;
  const seconds = Math.min(20, 5 + gib / 4);
  const remaining = steps.remaining(volume, 'transfer', seconds);
  if (remaining) {
    // In ticks, or each report of progress would be the cause of the next.
    const tick = Math.max(clock.ms(TICK_SECONDS), SHORTEST_TICK_MS);
    const total = clock.ms(seconds);
    const ticks = Math.floor((total - remaining) / tick);
    await setPhase(volume, context, {
      phase: inProgress(volume),
      progress: `${((ticks * tick * 100) / total).toFixed(2)}%`,
    });
    const next = (ticks + 1) * tick - (total - remaining);
    return { requeueAfterMs: Math.min(next, remaining) };
  }
  return succeed(volume, context);
}

async function succeed(volume: DataVolume, context: Context): Promise<Result> {
  const { steps, events } = context;
  await setPhase(volume, context, {
    phase: 'Succeeded',
    progress: '100.0%',
    running: {
      status: 'False',
      reason: 'Completed',
      message: 'Import Complete',
    },
  });
  steps.forget(volume);
  await events.normal(
    volume,
    inProgress(volume) === 'CloneInProgress'
      ? 'CloneSucceeded'
      : 'ImportSucceeded',
    `Successfully populated claim ${volume.metadata.name}`,
  );
  return undefined;
}

async function setPhase(
  volume: DataVolume,
  { client, cache, clock }: Context,
  change: {
    phase: string;
    progress?: string;
    restartCount?: number;
    running?: Omit<Condition, 'type'>;
  },
): Promise<void> {
  const claim = cache.get(persistentVolumeClaims, volume.metadata);
  const isBound = claim?.status?.phase === 'Bound';
  const { running, ...status } = change;
  await client.patchStatus(dataVolumes, volume, {
    claimName: volume.metadata.name,
    ...status,
    conditions: withConditions(
      volume.status?.conditions,
      [
        {
          type: 'Bound',
          status: isBound ? 'True' : 'False',
          reason: isBound ? 'Bound' : 'Pending',
          message: isBound
            ? `PVC ${volume.metadata.name} Bound`
            : `PVC ${volume.metadata.name} Pending`,
        },
        {
          type: 'Ready',
          status: change.phase === 'Succeeded' ? 'True' : 'False',
          reason: change.phase === 'Succeeded' ? 'Succeeded' : '',
        },
        ...(running ? [{ type: 'Running', ...running }] : []),
      ],
      clock.now(),
    ),
  });
}
