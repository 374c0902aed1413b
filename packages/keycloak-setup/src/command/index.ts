export { run } from './run';
export type { Surroundings } from './run';
