import { KubeObject } from './types';

/** How fast the platform moves: at a human pace, or for tests. */
export type Speed = 'human' | 'fast';

const SCALES = { human: 1, fast: 0.01, seeding: 0.002 };

/** Tells the time, and how long things take. */
export class Clock {
  #speed: Speed | 'seeding';

  constructor(speed: Speed | 'seeding') {
    this.#speed = speed;
  }

  /** Whether the demo tenants are being set up, as if it had happened long ago. */
  get isSeeding(): boolean {
    return this.#speed === 'seeding';
  }

  now(): Date {
    return new Date();
  }

  /** Changes the pace of everything that begins from now on. */
  setSpeed(speed: Speed | 'seeding'): void {
    this.#speed = speed;
  }

  /** The milliseconds that stand for so many seconds of the platform. */
  ms(seconds: number): number {
    return seconds * 1000 * SCALES[this.#speed];
  }
}

/**
 * Remembers when an object entered a step, so that a reconcile can ask how
 * long the step still takes. Steps begin anew after a restart.
 */
export class Steps {
  readonly #clock: Clock;
  readonly #begun = new Map<string, { step: string; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * The milliseconds until the step is over; 0 when it is. The step begins
   * when it is first asked for, and an object is in one step at a time.
   */
  remaining(object: KubeObject, step: string, seconds: number): number {
    const id = `${object.metadata.uid}`;
    const now = Date.now();
    let begun = this.#begun.get(id);
    if (begun?.step !== step) {
      begun = { step, at: now };
      this.#begun.set(id, begun);
    }
    return Math.max(0, begun.at + this.#clock.ms(seconds) - now);
  }

  /** Forgets an object. */
  forget(object: KubeObject): void {
    this.#begun.delete(`${object.metadata.uid}`);
  }
}
