import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { KubedcPage, kubedcApiRef, kubedcPlugin } from '.';
import { fakeKubedcApi } from './__testUtils__';

describe('kubedc plugin for the classic frontend system', () => {
  it('exports the plugin', () => {
    expect(kubedcPlugin.getId()).toBe('kubedc');
    expect([...kubedcPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'auth.kubedc',
      'plugin.kubedc.client',
    ]);
  });

  it('renders the same pages', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [kubedcApiRef, fakeKubedcApi()],
          [
            permissionApiRef,
            mockApis.permission({ authorize: AuthorizeResult.DENY }),
          ],
        ]}
      >
        <Routes>
          <Route path="/kubedc" element={<KubedcPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/kubedc'],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(
      await screen.findByRole('heading', { name: 'Needs attention (2)' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Databases' })).toBeInTheDocument();
    expect(
      screen.queryByRole('tab', { name: 'Platform' }),
    ).not.toBeInTheDocument();
  });
});
