export { default } from './plugin';
export { kubedcTranslationRef } from '../translation';
