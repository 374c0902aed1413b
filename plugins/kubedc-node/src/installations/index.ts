export * from './types';
export { readInstallations } from './readInstallations';
export * from './readComponentKinds';
