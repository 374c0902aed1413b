export * from './refs';
export * from './people';
export * from './modelLayer';
export { toEntityName } from './names';
