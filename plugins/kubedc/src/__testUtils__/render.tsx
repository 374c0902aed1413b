import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  mockApis,
  renderInTestApp,
  type TestAppOptions,
} from '@backstage/frontend-test-utils';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { kubedcApiRef, type KubedcApi } from '../api';
import { createFromTemplateRouteRef, rootRouteRef } from '../routes';

/**
 * Renders an element as an app would: with the catalog's and the plugin's routes, a backend of one's choice, and the
 * secrets of a form.
 */
export function renderWithApi(
  element: JSX.Element,
  api: KubedcApi,
  options: Pick<TestAppOptions, 'initialRouteEntries'> = {},
) {
  return renderInTestApp(
    <SecretsContextProvider>{element}</SecretsContextProvider>,
    {
      ...options,
      apis: [[kubedcApiRef, api], mockApis.permission()],
      mountPath: '/*',
      mountedRoutes: {
        '/kubedc': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/create/templates/:namespace/:templateName':
          createFromTemplateRouteRef,
      },
    },
  );
}
