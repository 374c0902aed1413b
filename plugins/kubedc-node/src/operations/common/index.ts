export * from './deletion';
export * from './metadata';
export * from './requests';
export * from './settle';
