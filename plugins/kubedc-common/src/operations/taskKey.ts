/** A task's id is a UUID; the rest of the key is of no concern to who reads it. */
const TASK_KEY = /^task:([^:]{1,64}):/;

/**
 * Idempotency key of what a step of a software template's task asks for.
 *
 * @public
 */
export function taskIdempotencyKey(key: {
  taskId: string;
  /** The step with its input, in few characters. */
  step: string;
  attempt: number;
}): string {
  return `task:${key.taskId}:${key.step}:${key.attempt}`;
}

/**
 * The task that an idempotency key was made for; undefined when it was made for none.
 *
 * @public
 */
export function taskOfIdempotencyKey(key: string): string | undefined {
  return TASK_KEY.exec(key)?.[1];
}
