import { CelError } from '../errors';
import { Value } from '../values/value';

/** The values of variables; one that is missing is an error when it is used. */
export type Activation = Readonly<Record<string, Value | undefined>>;

const LIMIT = 1_000_000;

/** The state of one evaluation. */
export class Frame {
  readonly locals: Value[] = [];
  private steps = 0;

  constructor(readonly activation: Activation) {}

  /** @throws CelError when the evaluation has gone on for too long */
  step(): void {
    this.steps += 1;
    if (this.steps > LIMIT) {
      throw new CelError('operation cancelled: actual cost limit exceeded');
    }
  }
}

/** A part of an expression that can be evaluated. */
export type Evaluate = (frame: Frame) => Value;
