/**
 * Brings and runs a real kube-apiserver, etcd and kube-controller-manager.
 *
 * @packageDocumentation
 */
export { findBinaries } from './binaries';
export type { NoBinaries } from './binaries';
export { startRealApiServer } from './startRealApiServer';
export type {
  Binaries,
  Logger,
  RealApiServer,
  RealApiServerOptions,
  StaticToken,
} from './types';
