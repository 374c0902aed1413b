import { runStrategyOf } from '../../controllers/virtualMachineRun';
import { virtualMachineInstances } from '../../kinds';
import { decodeBody } from '../decodeBody';
import { MACHINE, readMachine, withRetries } from '../readMachine';
import { badRequest, conflict } from '../subresourceError';
import { SubresourceHandler } from '../types';
import { requestChange, setGracePeriod } from './stateChange';

type RestartOptions = { gracePeriodSeconds: number; dryRun: string[] };

/** The shortest time in which a guest is ended without harm. */
const SHORTEST_GRACE_SECONDS = 1;

/** Ends a machine's instance and makes a new one. */
export const restart: SubresourceHandler = async ({ key, body }, { client }) =>
  withRetries(async () => {
    const { gracePeriodSeconds: seconds, dryRun } = decodeBody<RestartOptions>(
      body,
      'RestartOptions',
      { gracePeriodSeconds: 'int64', dryRun: '[]string' },
    );
    if (seconds !== undefined && seconds !== 0) {
      throw badRequest(
        seconds > 0
          ? 'For force restart, only gracePeriod=0 is supported for now'
          : 'gracePeriod has to be greater or equal to 0',
      );
    }
    const machine = await readMachine(client, key);
    const strategy = runStrategyOf(machine);
    if (strategy === 'Halted' || strategy === 'Once') {
      throw conflict(
        MACHINE,
        key.name,
        // The platform's own spelling.
        `RunStategy ${strategy} does not support manual restart requests`,
      );
    }
    const instance = await client.get(virtualMachineInstances, key);
    if (!instance) {
      throw conflict(MACHINE, key.name, 'VM is not running: Halted');
    }
    if (seconds === 0) {
      await setGracePeriod(client, instance, SHORTEST_GRACE_SECONDS, dryRun);
    }
    await requestChange(
      client,
      machine,
      [{ action: 'Stop', uid: instance.metadata.uid }, { action: 'Start' }],
      dryRun,
    );
    return { code: 202 };
  });
