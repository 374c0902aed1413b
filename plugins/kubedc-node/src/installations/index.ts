export * from './types';
export { readInstallations } from './readInstallations';
