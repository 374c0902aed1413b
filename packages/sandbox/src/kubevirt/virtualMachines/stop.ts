import { runStrategyOf } from '../../controllers/virtualMachineRun';
import { virtualMachineInstances } from '../../kinds';
import { decodeBody } from '../decodeBody';
import {
  MACHINE,
  VM_NOT_RUNNING,
  isFinal,
  readMachine,
  withRetries,
} from '../readMachine';
import { conflict } from '../subresourceError';
import { SubresourceHandler } from '../types';
import { requestChange, setGracePeriod, setRunning } from './stateChange';

type StopOptions = { gracePeriod: number; dryRun: string[] };

/** Shuts a machine down; a grace period of 0 switches it off. */
export const stop: SubresourceHandler = async ({ key, body }, { client }) =>
  withRetries(async () => {
    const { gracePeriod, dryRun } = decodeBody<StopOptions>(
      body,
      'StopOptions',
      { gracePeriod: 'int64', dryRun: '[]string' },
    );
    const machine = await readMachine(client, key);
    const strategy = runStrategyOf(machine);
    const found = await client.get(virtualMachineInstances, key);
    const instance = found && !isFinal(found) ? found : undefined;
    const before = instance?.spec?.terminationGracePeriodSeconds;
    if (instance && gracePeriod !== undefined) {
      await setGracePeriod(client, instance, gracePeriod, dryRun);
    }
    if (strategy === 'Always' || strategy === 'Once') {
      await setRunning(client, machine, false, dryRun);
      return { code: 202 };
    }
    if (!instance) {
      throw conflict(MACHINE, key.name, VM_NOT_RUNNING);
    }
    const isSooner =
      gracePeriod !== undefined &&
      (before === undefined || gracePeriod < before);
    if (strategy === 'Halted' && !isSooner) {
      throw conflict(
        MACHINE,
        key.name,
        'Halted only supports manual stop requests with a shorter graceperiod',
      );
    }
    await requestChange(
      client,
      machine,
      [{ action: 'Stop', uid: instance.metadata.uid }],
      dryRun,
    );
    return { code: 202 };
  });
