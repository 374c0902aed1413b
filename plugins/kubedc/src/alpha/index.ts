export { default } from './plugin';
export { kubedcSignInModule } from '../signIn';
export { kubedcTranslationRef } from '../translation';
export { kubedcEntityPresentationModule } from './entityPresentation';
