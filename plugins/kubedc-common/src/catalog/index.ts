export * from './refs';
export * from './modelLayer';
