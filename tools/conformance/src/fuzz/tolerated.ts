import { Generated } from './generate';
import { Outcome } from './outcome';

/** A difference that is there on purpose. */
export interface Tolerated {
  why: string;
  matches(generated: Generated, real: Outcome, embedded: Outcome): boolean;
}

/** All of them. */
export const tolerated: Tolerated[] = [];
