/** An example of an action's use: what it shows, and the step's input. */
export interface OperationExample {
  description: string;
  input: Record<string, unknown>;
}
