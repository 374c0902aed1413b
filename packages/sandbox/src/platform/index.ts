/**
 * The platform by itself, to run it on any Kubernetes API.
 *
 * @packageDocumentation
 */
export { imagesConfigMap } from './images';
export { installPlatform } from './install';
export { startPlatform } from '../startPlatform';
export type { Platform } from '../startPlatform';
export { CertificateAuthority } from '../pki/certificateAuthority';
export { KubeClient } from '../runtime/client';
