export * from './types';
export * from './namespace';
export * from './virtualMachineInstance';
