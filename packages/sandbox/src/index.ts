/**
 * A Kube-DC platform to try.
 *
 * @packageDocumentation
 */
export { defaultApiServer, startApiServer } from './apiServer';
export type {
  ApiServerKind,
  ApiServerOptions,
  SandboxApiServer,
} from './apiServer';
export { demoPeople, kubernetesIdentity, realmPrefix } from './people';
export type { Person } from './people';
export type { Logger } from './runtime/logger';
export type { Speed } from './runtime/clock';
export { startSandbox } from './sandbox';
export type { Sandbox, SandboxOptions } from './sandbox';
