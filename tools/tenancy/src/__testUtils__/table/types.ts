import { CALLERS, isSignedIn, type Caller, type SignedIn } from '../people';
import type { Answer, Question, World } from '../portal/World';

/** Status, or one of several, that a caller is to get. */
export type Expected = number | readonly number[];

/** What each caller is to get. */
export type Outcomes = Record<Caller, Expected>;

/** An answer and who got it to what. */
export interface Seen {
  world: World;
  caller: Caller;
  question: Question;
  answer: Answer;
}

/** One row of the matrix. */
export interface Ask {
  title: string;
  /** Undefined: the sandbox has nothing to ask for. */
  question(
    world: World,
    caller: Caller,
  ): Question | undefined | Promise<Question | undefined>;
  outcomes: Outcomes;
  /** The answer is documentation, whose examples are called as things of the demo are. */
  documentation?: boolean;
  /** What must hold beyond the status and beyond that nothing leaks. */
  inspect?(seen: Seen & { caller: SignedIn }): void | Promise<void>;
}

/** Outcomes of the people; who is not signed in gets 401, another plugin's backend 403. */
export function outcomes(
  people: Record<SignedIn, Expected>,
  others: Partial<Outcomes> = {},
): Outcomes {
  return {
    none: 401,
    expired: 401,
    forged: 401,
    service: 403,
    ...people,
    ...others,
  };
}

/** One outcome for all people. */
export function everybody(
  expected: Expected,
  others?: Partial<Outcomes>,
): Outcomes {
  const people = Object.fromEntries(
    CALLERS.filter(isSignedIn).map(caller => [caller, expected]),
  ) as Record<SignedIn, Expected>;
  return outcomes(people, others);
}

/** For the platform's operators only. */
export function operatorsOnly(others?: Partial<Outcomes>): Outcomes {
  return { ...everybody(403, others), operator: 200 };
}
