/**
 * Holds the embedded API server and the sandbox to the real API server and to
 * the platform's real definitions.
 *
 * @packageDocumentation
 */
export { contract, ContractServer } from './testing/contract';
