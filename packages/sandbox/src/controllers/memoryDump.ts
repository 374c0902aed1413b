import { VirtualMachine, virtualMachines } from '../kinds';
import { Context } from '../runtime/controller';
import { shortHash, timestamp } from '../runtime/objects';
import { Result } from '../runtime/workQueue';

const SECONDS = { associate: 1, write: 5 };

/** Moves the dump of a machine's memory on by one step. */
export async function continueMemoryDump(
  machine: VirtualMachine,
  { client, clock, steps }: Context,
): Promise<Result> {
  const request = machine.status?.memoryDumpRequest;
  const mover = { ...machine, metadata: { ...machine.metadata } };
  mover.metadata.uid = `${machine.metadata.uid}/memory-dump`;
  if (!request || ['Completed', 'Failed'].includes(request.phase)) {
    steps.forget(mover);
    return undefined;
  }
  const isWriting = request.phase === 'InProgress';
  const wait = steps.remaining(
    mover,
    request.phase,
    isWriting ? SECONDS.write : SECONDS.associate,
  );
  if (wait) {
    return { requeueAfterMs: wait };
  }
  const now = timestamp(clock.now());
  const next = isWriting
    ? {
        phase: 'Completed',
        endTimestamp: now,
        fileName: `${machine.metadata.name}-${request.claimName}-${shortHash(
          now,
        )}.memory.dump`,
      }
    : { phase: 'InProgress', startTimestamp: now };
  await client.patchStatus(virtualMachines, machine, {
    memoryDumpRequest: request.phase === 'Dissociating' ? null : next,
  });
  return { requeueAfterMs: 1 };
}
