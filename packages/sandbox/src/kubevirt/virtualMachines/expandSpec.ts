import { readMachine } from '../readMachine';
import { SubresourceHandler } from '../types';

/**
 * The machine with its instance type and preference written out; the sandbox
 * has none of these, so it is the machine as it stands.
 */
export const expandSpec: SubresourceHandler = async ({ key }, { client }) => ({
  code: 200,
  body: await readMachine(client, key),
});
