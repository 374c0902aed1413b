export * from './KubedcApi';
export * from './KubedcClient';
export type { TokenSource } from './personToken';
