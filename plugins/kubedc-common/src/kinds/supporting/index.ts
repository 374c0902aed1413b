export * from './types';
export * from './namespace';
export * from './virtualMachineInstance';
export * from './dataVolume';
export * from './floatingIp';
export * from './clusterDatastore';
