/**
 * Certificates of a test or development server, kept as files in a folder.
 *
 * @packageDocumentation
 */
export { CertificateStore, writePrivate } from './certificates';
export type { KeyPair } from './certificates';
