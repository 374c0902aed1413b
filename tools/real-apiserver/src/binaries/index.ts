export { findBinaries } from './findBinaries';
export type { FindBinariesOptions, NoBinaries } from './findBinaries';
export type { DownloadSource } from './download';
export { KUBERNETES_VERSION } from './version';
export type { Platform } from './version';
