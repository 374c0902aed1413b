import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { kubedcEntityPresentationModule } from './entityPresentation';

const page = createFrontendPlugin({
  pluginId: 'shown',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/shown',
        loader: async () => (
          <EntityDisplayName
            entityRef={{
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Resource',
              metadata: {
                name: 'vm.web-1',
                title: 'web-1',
                annotations: {
                  'kube-dc.com/installation': 'zurich',
                  'kube-dc.com/gvk': 'kubevirt.io/v1/VirtualMachine',
                },
              },
              spec: { type: 'virtual-machine' },
            }}
          />
        ),
      },
    }),
  ],
});

async function iconOf(features: object[]) {
  renderTestApp({
    features: [catalogPlugin, page, ...(features as never[])],
    initialRouteEntries: ['/shown'],
  });
  const name = await screen.findByText('web-1');
  return name.querySelector('svg');
}

describe('kubedcEntityPresentationModule', () => {
  it("puts icons of Kube-DC into the catalog's own presentation", async () => {
    expect(await iconOf([kubedcEntityPresentationModule])).toHaveClass(
      'remixicon',
    );
  });

  it('changes nothing in an app that does not add it', async () => {
    expect(await iconOf([])).not.toHaveClass('remixicon');
  });
});
