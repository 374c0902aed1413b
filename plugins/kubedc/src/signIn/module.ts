import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { kubedcAuthApi } from './apis';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./SignInPage').then(({ SignInPage }) => SignInPage),
  },
});

/**
 * The sign-in page, on which people choose their organization, and the client of the auth provider `kubedc`. An app adds
 * it to its features by hand, as it replaces the app's own page.
 *
 * @public
 */
export const kubedcSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [kubedcAuthApi, signInPage],
});
