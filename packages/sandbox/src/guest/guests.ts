import { GuestOsInfo } from '../controllers/guestOs';
import { VirtualMachineInstance, virtualMachineInstances } from '../kinds';
import { KubeClient } from '../runtime/client';
import { Clock } from '../runtime/clock';
import { isNotFound } from '../runtime/errors';
import { Logger } from '../runtime/logger';
import { conditionOf, timestamp, withConditions } from '../runtime/objects';
import { ObjectKey, keyOf } from '../runtime/types';
import { factsOf } from './facts';
import { Guest } from './guest';

type Entry = { uid: string; node: string | undefined; guest: Guest };

/** The guests of all running instances. */
export class Guests {
  readonly #client: KubeClient;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #entries = new Map<string, Entry>();
  readonly #thaws = new Map<string, NodeJS.Timeout>();
  #isStopped = false;

  constructor(client: KubeClient, clock: Clock, logger: Logger) {
    this.#client = client;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Keeps a guest in step with its instance. */
  observe(instance: VirtualMachineInstance, os?: GuestOsInfo): void {
    const key = keyOf(instance.metadata);
    const known = this.#entries.get(key);
    if (known && known.uid !== instance.metadata.uid) {
      this.remove(instance.metadata);
    }
    if (instance.status?.phase !== 'Running' || this.#isStopped) {
      this.remove(instance.metadata);
      return;
    }
    const entry = this.#entries.get(key) ?? this.#add(key, instance, os);
    entry.guest.facts = factsOf(instance, os ?? entry.guest.facts.os);
    const node = instance.status.nodeName;
    if (entry.node !== node) {
      // What it was connected by stays behind.
      entry.node = node;
      entry.guest.serialLine.close('the machine has moved to another host');
      entry.guest.screenLine.close('the machine has moved to another host');
    }
    entry.guest.setPaused(
      conditionOf(instance.status.conditions, 'Paused')?.status === 'True',
    );
    if (instance.metadata.deletionTimestamp) {
      entry.guest.goDown('Power-Off');
    }
  }

  /** The guest of an instance that is running. */
  of(instance: VirtualMachineInstance): Guest {
    const entry = this.#entries.get(keyOf(instance.metadata));
    if (entry && entry.uid === instance.metadata.uid) {
      return entry.guest;
    }
    this.observe(instance);
    const made = this.#entries.get(keyOf(instance.metadata));
    if (!made) {
      throw new Error(`${keyOf(instance.metadata)} has no guest any more`);
    }
    return made.guest;
  }

  /** How often the guest of an instance has been started again. */
  rebootsOf(instance: VirtualMachineInstance): number {
    return this.#entries.get(keyOf(instance.metadata))?.guest.reboots ?? 0;
  }

  /** Forgets a guest and ends what is connected to it. */
  remove(key: ObjectKey): void {
    const entry = this.#entries.get(keyOf(key));
    this.#entries.delete(keyOf(key));
    entry?.guest.end('the machine has stopped');
  }

  /** Starts a guest again; its agent is away meanwhile. */
  async reboot(instance: VirtualMachineInstance): Promise<void> {
    this.of(instance).restart();
    const conditions = (instance.status?.conditions ?? []).filter(
      ({ type }) => type !== 'AgentConnected',
    );
    await this.#client.patchStatus(virtualMachineInstances, instance, {
      guestOSInfo: null,
      fsFreezeStatus: null,
      conditions: instance.spec?.readinessProbe
        ? withConditions(
            conditions,
            [
              {
                type: 'Ready',
                status: 'False',
                reason: 'GuestNotRunning',
                message: 'Guest VM is not reported as running',
              },
            ],
            this.#clock.now(),
          )
        : conditions,
    });
  }

  /** Ends an instance whose guest has switched itself off. */
  async powerOff(key: ObjectKey): Promise<void> {
    const instance = await this.#client.get(virtualMachineInstances, key);
    if (instance?.status?.phase !== 'Running') {
      return;
    }
    await this.#client.patchStatus(virtualMachineInstances, instance, {
      phase: 'Succeeded',
      phaseTransitionTimestamps: [
        ...(instance.status.phaseTransitionTimestamps ?? []),
        {
          phase: 'Succeeded',
          phaseTransitionTimestamp: timestamp(this.#clock.now()),
        },
      ],
      conditions: withConditions(
        instance.status.conditions?.filter(
          ({ type }) => type !== 'AgentConnected',
        ),
        [
          {
            type: 'Ready',
            status: 'False',
            reason: 'PodTerminating',
            message: 'virt-launcher pod is terminating',
          },
        ],
        this.#clock.now(),
      ),
    });
  }

  /** Lets a frozen guest write again after a while; 0 only drops that. */
  unfreezeAfter(instance: VirtualMachineInstance, seconds: number): void {
    const key = keyOf(instance.metadata);
    clearTimeout(this.#thaws.get(key));
    this.#thaws.delete(key);
    if (seconds > 0) {
      const timer = setTimeout(() => {
        this.#thaws.delete(key);
        this.#attempt(async () => {
          await this.#client.patch(virtualMachineInstances, instance.metadata, {
            status: { fsFreezeStatus: null },
          });
        });
      }, Math.min(this.#clock.ms(seconds), 2 ** 31 - 1));
      this.#thaws.set(key, timer.unref());
    }
  }

  /** Ends all that is connected to any guest. */
  stop(): void {
    this.#isStopped = true;
    this.#thaws.forEach(timer => clearTimeout(timer));
    this.#entries.forEach(({ guest }) => guest.end('the sandbox stops'));
    this.#entries.clear();
  }

  #add(
    key: string,
    instance: VirtualMachineInstance,
    os: GuestOsInfo | undefined,
  ): Entry {
    const { metadata, status } = instance;
    const started = status?.phaseTransitionTimestamps?.find(
      ({ phase }) => phase === 'Running',
    );
    const guest = new Guest({
      facts: factsOf(instance, os),
      startedAt: new Date(started?.phaseTransitionTimestamp ?? Date.now()),
      clock: this.#clock,
      power: {
        reboot: () =>
          this.#attempt(async () => {
            const current = await this.#client.get(
              virtualMachineInstances,
              metadata,
            );
            if (current?.status?.phase === 'Running') {
              await this.reboot(current);
            }
          }),
        powerOff: () => this.#attempt(() => this.powerOff(metadata)),
      },
    });
    const entry = { uid: `${metadata.uid}`, node: status?.nodeName, guest };
    this.#entries.set(key, entry);
    return entry;
  }

  /** Does what a guest asks for; nobody waits for the outcome. */
  #attempt(task: () => Promise<void>): void {
    task().catch(error => {
      if (!isNotFound(error) && !this.#isStopped) {
        this.#logger.warn(`a guest's wish was not fulfilled: ${error}`);
      }
    });
  }
}
