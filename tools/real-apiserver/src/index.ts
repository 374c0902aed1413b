/**
 * Brings and runs a real kube-apiserver, etcd and kube-controller-manager.
 *
 * @packageDocumentation
 */
export { findBinaries, KUBERNETES_VERSION } from './binaries';
export type {
  DownloadSource,
  FindBinariesOptions,
  NoBinaries,
  Platform,
} from './binaries';
export { startRealApiServer } from './startRealApiServer';
export type {
  Binaries,
  Logger,
  RealApiServer,
  RealApiServerOptions,
  StaticToken,
} from './types';
