export * from './types';
export * from './supporting';
export * from './virtualMachine';
export * from './registry';
