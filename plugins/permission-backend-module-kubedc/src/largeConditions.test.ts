import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { mockCredentials } from '@backstage/backend-test-utils';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogModuleKubedcPermissionRules,
  kubedcCatalogConditions,
  largeConditionsServiceFactory,
} from './index';

/** A hundred documents of a page, for somebody with six hundred namespaces. */
const ITEMS = Array.from({ length: 100 }, (_, index) => ({
  id: String(index),
  resourceRef: `resource:acme-prod/vm.web-${index}`,
  resourceType: 'catalog-entity',
  conditions: kubedcCatalogConditions.isKubedcObject({
    installation: 'zurich',
    namespaces: Array.from(
      { length: 600 },
      (__, each) => `acme-project-${each}`,
    ) as [string, ...string[]],
  }),
}));

describe('largeConditions', () => {
  it('lets the catalog take what a page of search results is asked with', async () => {
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        permissionsRegistryServiceFactory,
        catalogModuleKubedcPermissionRules,
        largeConditionsServiceFactory,
        mockServices.rootConfig.factory({ data: {} }),
      ],
    });
    const body = JSON.stringify({ items: ITEMS });
    expect(body.length).toBeGreaterThan(1_000_000);

    const answer = await fetch(
      `http://localhost:${server.port()}/api/catalog/.well-known/backstage/permissions/apply-conditions`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: mockCredentials.service.header(),
        },
        body,
      },
    );

    expect(answer.status).toBe(200);
    const { items } = await answer.json();
    expect(items).toHaveLength(100);
    expect(items[0]).toEqual({ id: '0', result: 'DENY' });
  });
});
