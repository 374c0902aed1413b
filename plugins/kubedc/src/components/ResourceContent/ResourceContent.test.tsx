import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entityContents } from '../../alpha/entityContents';
import { kubedcApiRef, type KubedcApi } from '../../api';
import { rootRouteRef } from '../../routes';
import {
  fakeKubedcApi,
  project,
  vmDetail,
  vmEntity,
  vm,
} from '../../__testUtils__';

function renderTab(api: KubedcApi, entity = vmEntity) {
  renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...entityContents],
    apis: [[kubedcApiRef, api], mockApis.permission()],
    mountedRoutes: {
      '/kubedc': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}

describe('tab of an entity', () => {
  it('puts what it is beside how to reach it', async () => {
    renderTab(fakeKubedcApi());
    expect(
      await screen.findByRole('heading', { name: 'What it is' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'How to reach it' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Sign in as')).toBeInTheDocument();
  });

  it('lists events and what is related', async () => {
    renderTab(
      fakeKubedcApi({
        getResource: async () => vmDetail({ related: [vm({ name: 'web-2' })] }),
      }),
    );
    const event = await screen.findByRole('row', { name: /FailedMount/ });
    expect(event).toHaveTextContent('The disk could not be attached at first');
    expect(event).toHaveTextContent('3 times');
    expect(screen.getByRole('link', { name: 'web-2' })).toHaveAttribute(
      'href',
      '/catalog/acme-prod/resource/vm.web-2',
    );
  });

  it('writes the object as YAML on request', async () => {
    renderTab(fakeKubedcApi());
    await userEvent.click(await screen.findByRole('button', { name: 'YAML' }));
    expect(await screen.findByLabelText('web-1.yaml')).toHaveTextContent(
      'apiVersion: kubevirt.io/v1 kind: VirtualMachine',
    );
  });

  it('shows the room and the contents of a project', async () => {
    renderTab(
      fakeKubedcApi({
        getResource: async () => ({
          ...vmDetail({ operations: [], events: [] }),
          ...project(),
          object: {
            apiVersion: 'kube-dc.com/v1',
            kind: 'Project',
            metadata: { name: 'prod', namespace: 'acme' },
          },
        }),
      }),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: {
          name: 'prod',
          namespace: 'acme',
          annotations: {
            'kube-dc.com/installation': 'sandbox',
            'kube-dc.com/gvk': 'kube-dc.com/v1/Project',
            'kube-dc.com/name': 'prod',
            'kube-dc.com/namespace': 'acme',
          },
        },
      },
    );
    expect(
      await screen.findByRole('link', { name: 'Virtual machines: 12' }),
    ).toHaveAttribute('href', '/kubedc/virtual-machines?project=acme%2Fprod');
    expect(screen.getByRole('meter', { name: 'Memory' })).toHaveAttribute(
      'aria-valuetext',
      '30 GiB of 32 GiB',
    );
    expect(screen.getByText('30 of 32 GiB')).toBeInTheDocument();
  });
});
