/**
 * What it takes to bring and to run programs that are no part of the
 * repository: for other tools that need a real server.
 *
 * @packageDocumentation
 */
export { getFile, getText } from './binaries/httpClient';
export type { Checksum } from './binaries/httpClient';
export { withLock } from './binaries/lock';
export { Keeper } from './server/keeper';
export type { KeptProgram } from './server/keeper';
export { freePorts } from './server/ports';
