export * from './refs';
