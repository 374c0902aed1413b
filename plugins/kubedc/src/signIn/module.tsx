import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { SessionDialog } from './SessionDialog';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./SignInPage').then(({ SignInPage }) => SignInPage),
  },
});

const sessionDialog = AppRootElementBlueprint.make({
  name: 'kubedc-session',
  params: { element: <SessionDialog /> },
});

/**
 * The sign-in page, on which people choose their organization, and the dialog that asks them to sign in again when their
 * session is over. An app that has the plugin adds it to its features by hand, as it replaces the app's own page.
 *
 * @public
 */
export const kubedcSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, sessionDialog],
});
