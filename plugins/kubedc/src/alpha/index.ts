export { default } from './plugin';
export { kubedcTranslationRef } from '../translation';
export {
  kubedcAuthApiRef,
  kubedcSignInModule,
  kubedcSignInTranslationRef,
} from '../signIn';
export type { KubedcAuthApi, RealmChoice } from '../signIn';
