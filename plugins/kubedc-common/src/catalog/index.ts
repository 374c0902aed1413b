export * from './refs';
export * from './modelLayer';
export { toEntityName } from './names';
