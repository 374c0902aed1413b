export { kubedcSignInModule } from './module';
export { kubedcAuthApiRef } from './apis';
export { kubedcSignInTranslationRef } from './translation';
export type { KubedcAuthApi, RealmChoice, SessionEnd } from './types';
