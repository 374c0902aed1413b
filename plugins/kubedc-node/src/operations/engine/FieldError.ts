import { InputError } from '@backstage/errors';

/**
 * Input that cannot be accepted because of one field. Answered as 400 with `error.field`, so that a form can show the
 * sentence beside the control.
 *
 * @public
 */
export class FieldError extends InputError {
  /** Path of the field in the operation's input, for example `name` or `nodePools.0.replicas`. */
  readonly field: string;
  /** The sentence alone, without the field's name. */
  readonly sentence: string;

  constructor(field: string, sentence: string) {
    super(`${field}: ${sentence}`);
    this.field = field;
    this.sentence = sentence;
  }
}

/**
 * The field an error names, if it names one.
 *
 * @public
 */
export function fieldOf(error: unknown): string | undefined {
  const field = (error as { field?: unknown } | undefined)?.field;
  return typeof field === 'string' ? field : undefined;
}
