export * from './KubedcApi';
export * from './KubedcClient';
