import { runStrategyOf } from '../../controllers/virtualMachineRun';
import { virtualMachineInstances } from '../../kinds';
import { decodeBody } from '../decodeBody';
import { MACHINE, isFinal, readMachine, withRetries } from '../readMachine';
import { conflict } from '../subresourceError';
import { SubresourceHandler } from '../types';
import { requestChange, setRunning } from './stateChange';

type StartOptions = { paused: boolean; dryRun: string[] };

/** Starts a machine, paused if asked. */
export const start: SubresourceHandler = async ({ key, body }, { client }) =>
  withRetries(async () => {
    const machine = await readMachine(client, key);
    const instance = await client.get(virtualMachineInstances, key);
    const phase = instance?.status?.phase;
    if (instance && phase && phase !== 'Unknown' && !isFinal(instance)) {
      throw conflict(MACHINE, key.name, 'VM is already running');
    }
    const { paused, dryRun } = decodeBody<StartOptions>(body, 'StartOptions', {
      paused: 'bool',
      dryRun: '[]string',
    });
    const request = {
      action: 'Start' as const,
      ...(paused ? { data: { paused: 'true' } } : {}),
    };
    const strategy = runStrategyOf(machine);
    switch (strategy) {
      case 'Always':
      case 'Once':
        throw conflict(
          MACHINE,
          key.name,
          `${strategy} does not support manual start requests`,
        );
      case 'RerunOnFailure':
      case 'Manual': {
        if (strategy === 'RerunOnFailure' && phase === 'Failed') {
          throw conflict(
            MACHINE,
            key.name,
            'RerunOnFailure does not support starting VM from failed state',
          );
        }
        const isOver = instance && isFinal(instance);
        await requestChange(
          client,
          machine,
          isOver
            ? [{ action: 'Stop', uid: instance.metadata.uid }, request]
            : [request],
          dryRun,
        );
        break;
      }
      default:
        if (paused) {
          await requestChange(client, machine, [request], dryRun);
        } else {
          await setRunning(client, machine, true, dryRun);
        }
    }
    return { code: 202 };
  });
