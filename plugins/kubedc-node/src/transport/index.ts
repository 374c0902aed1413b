export * from './types';
export { HttpsTransport } from './HttpsTransport';
