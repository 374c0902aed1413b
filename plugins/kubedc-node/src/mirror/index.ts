export * from './types';
export { ObjectMirror } from './ObjectMirror';
export * from './projects';
