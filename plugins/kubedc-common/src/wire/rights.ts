/**
 * Whether the person may run an operation, in the words of its input: on an object that exists by `namespace` and
 * `name`, for a new one by `project` or `organization`. A new one without a place asks whether there is any place for
 * it.
 *
 * @public
 */
export interface RightsQuestion {
  /** Id of the operation, for example `vm:start`. */
  operation: string;
  /** Absent: the one the person signed in with; for a new object without a place, all of the person's. */
  installation?: string;
  namespace?: string;
  name?: string;
  /** `{organization}/{project}` */
  project?: string;
  organization?: string;
}

/**
 * Body of `POST /rights`.
 *
 * @public
 */
export interface RightsRequest {
  /** At most {@link MAX_RIGHTS_QUESTIONS}. */
  questions: RightsQuestion[];
}

/**
 * So many questions one request may ask.
 *
 * @public
 */
export const MAX_RIGHTS_QUESTIONS = 500;

/**
 * Answer to one question. It is about rights only: whether the operation makes sense in the object's present state is
 * not considered, nor whether the object exists.
 *
 * @public
 */
export interface RightsAnswer {
  allowed: boolean;
  /** When not allowed: a sentence, the API server's own where it refuses. */
  reason?: string;
}

/**
 * Answer of `POST /rights`.
 *
 * @public
 */
export interface RightsAnswers {
  /** In the order of the questions. */
  answers: RightsAnswer[];
}
