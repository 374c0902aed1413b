import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen, waitFor } from '@testing-library/react';
import { kubedcApiRef } from '../api';
import { fakeKubedcApi } from '../__testUtils__';
import plugin from './plugin';

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

/** Sub-pages are made from the registry of kinds, so that types do not know their names. */
function subPage(name: string): ExtensionDefinition {
  return plugin.getExtension(`sub-page:kubedc/${name}` as 'page:kubedc');
}

describe('kubedc plugin', () => {
  it('has a stable tree of pages', () => {
    const tree = createExtensionTester(plugin.getExtension('page:kubedc'))
      .add(subPage('overview'))
      .add(subPage('projects'))
      .add(subPage('virtual-machines'))
      .add(subPage('clusters'))
      .add(subPage('databases'))
      .add(subPage('buckets'))
      .add(subPage('audit'))
      .add(subPage('admin'))
      .add(subPage('admin-sync'));
    expect(tree.snapshot()).toMatchSnapshot();
  });

  it.each([
    'api:kubedc',
    'entity-card:kubedc/summary',
    'entity-content:kubedc',
    'scaffolder-form-field:kubedc/project-picker',
    'scaffolder-form-field:kubedc/organization-picker',
    'scaffolder-form-field:kubedc/image-picker',
    'scaffolder-form-field:kubedc/version-picker',
    'scaffolder-form-field:kubedc/object-name',
    'scaffolder-form-field:kubedc/review',
    'scaffolder-form-field:kubedc/grant',
    'scaffolder-form-field:kubedc/secret-text',
  ] as const)('provides %s', id => {
    const extension: ExtensionDefinition = plugin.getExtension(id);
    expect(createExtensionTester(extension).snapshot()).toMatchSnapshot();
  });

  it('shows a tab a kind, and keeps the platform to its operators', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes,
      initialRouteEntries: ['/kubedc'],
      apis: [
        [kubedcApiRef, fakeKubedcApi()],
        mockApis.permission({ authorize: AuthorizeResult.DENY }),
      ],
    });
    await screen.findByRole('heading', { name: /Needs attention/ });
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Overview',
      'Projects',
      'Virtual machines',
      'Clusters',
      'Databases',
      'Buckets',
    ]);
  });

  it('opens the table of a kind by its path', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes,
      initialRouteEntries: ['/kubedc/virtual-machines'],
      apis: [[kubedcApiRef, fakeKubedcApi()], mockApis.permission()],
    });
    // The layout comes lazily and mounts its content anew.
    await waitFor(() =>
      expect(screen.getByRole('row', { name: /web-1/ })).toBeInTheDocument(),
    );
  });

  it('opens the ingestion below the operators’ page', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes,
      initialRouteEntries: ['/kubedc/admin/sync'],
      apis: [[kubedcApiRef, fakeKubedcApi()], mockApis.permission()],
    });
    // The layout comes lazily and mounts its content anew.
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Sandbox' }),
      ).toBeInTheDocument(),
    );
    expect(
      screen.queryByRole('tab', { name: 'Ingestion' }),
    ).not.toBeInTheDocument();
  });

  it('says so when there is no such page', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes,
      initialRouteEntries: ['/kubedc/teapots'],
      apis: [[kubedcApiRef, fakeKubedcApi()], mockApis.permission()],
    });
    // The layout comes lazily and mounts its content anew.
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'There is no such page' }),
      ).toBeInTheDocument(),
    );
  });
});
