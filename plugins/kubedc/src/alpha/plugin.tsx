import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiCloudLine } from '@remixicon/react';
import { createFromTemplateRouteRef, rootRouteRef } from '../routes';
import { kubedcApi, kubedcAuthApi } from './apis';
import { entityCards } from './entityCards';
import { entityContents } from './entityContents';
import { formFields } from './formFields';
import { grantRenewal } from './grantRenewal';
import { pages } from './pages';

/**
 * The `kubedc` plugin for the new frontend system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'kubedc',
  title: 'Kube-DC',
  icon: <RiCloudLine />,
  info: { packageJson: () => import('../../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: { createFromTemplate: createFromTemplateRouteRef },
  extensions: [
    kubedcAuthApi,
    kubedcApi,
    ...pages,
    ...entityCards,
    ...entityContents,
    ...formFields,
    grantRenewal,
  ],
});
