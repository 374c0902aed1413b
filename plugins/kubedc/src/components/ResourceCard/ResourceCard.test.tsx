import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import type { OfferedOperation } from '@kubedc/backstage-plugin-kubedc-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entityCards } from '../../alpha/entityCards';
import { kubedcApiRef, type KubedcApi } from '../../api';
import {
  fakeKubedcApi,
  refusal,
  run,
  vmDetail,
  vmEntity,
} from '../../__testUtils__';

function renderCard(api: KubedcApi, entity = vmEntity) {
  renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...entityCards],
    apis: [[kubedcApiRef, api], mockApis.permission()],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

async function openMenu() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'More actions for web-1' }),
  );
}

describe('summary card of an entity', () => {
  it('says whether it is well, what it is and how to reach it', async () => {
    renderCard(fakeKubedcApi());

    expect(await screen.findByText('It runs on node-1')).toBeInTheDocument();
    expect(screen.getByText('Running')).toBeInTheDocument();
    expect(screen.getByText('Ubuntu 24.04 LTS')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy Public address' }),
    ).toBeInTheDocument();
  });

  it('does not appear on entities from elsewhere', async () => {
    const api = fakeKubedcApi();
    renderCard(api, {
      ...vmEntity,
      metadata: { name: 'a-library', annotations: {} },
    });
    await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
    expect(screen.queryByText('Virtual machine')).not.toBeInTheDocument();
    expect(api.getResource).not.toHaveBeenCalled();
  });

  it('does not appear on people and groups, which are no objects', async () => {
    const api = fakeKubedcApi();
    renderCard(api, {
      ...vmEntity,
      kind: 'Group',
      metadata: {
        name: 'platform-admins',
        annotations: { 'kube-dc.com/installation': 'sandbox' },
      },
    });
    await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
    expect(
      screen.queryByText('This entity does not come from Kube-DC'),
    ).not.toBeInTheDocument();
    expect(api.getResource).not.toHaveBeenCalled();
  });

  it('shows an object of the platform that lives in no namespace', async () => {
    const api = fakeKubedcApi({
      getResource: async () => ({
        ...vmDetail({ operations: [], events: [] }),
        kind: 'vpc',
        namespace: '',
        name: 'acme-prod',
        organization: '',
        project: undefined,
        entityRef: 'resource:kube-dc/vpc.acme-prod',
        facts: {},
      }),
    });
    renderCard(api, {
      ...vmEntity,
      metadata: {
        name: 'vpc.acme-prod',
        namespace: 'kube-dc',
        annotations: {
          'kube-dc.com/installation': 'sandbox',
          'kube-dc.com/gvk': 'kubeovn.io/v1/Vpc',
          'kube-dc.com/name': 'acme-prod',
        },
      },
    });

    expect(await screen.findByText('VPC')).toBeInTheDocument();
    expect(await screen.findByText('Created')).toBeInTheDocument();
    expect(screen.queryByText('Namespace')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /More actions/ }),
    ).not.toBeInTheDocument();
    expect(api.getResource).toHaveBeenCalledWith({
      installation: 'sandbox',
      kind: 'vpc',
      name: 'acme-prod',
    });
  });

  it('asks, then stops, and follows the progress', async () => {
    const api = fakeKubedcApi();
    renderCard(api);

    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stop' }));

    expect(api.runOperation).toHaveBeenCalledWith(
      'vm:stop',
      expect.objectContaining({
        input: {
          installation: 'sandbox',
          namespace: 'acme-prod',
          name: 'web-1',
        },
      }),
    );
    expect(
      await screen.findByText('The guest is shutting down'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('progressbar', { name: 'Stop: in progress' }),
    ).toBeInTheDocument();
  });

  it('tells when it is done', async () => {
    const api = fakeKubedcApi({
      runOperation: async () =>
        run({
          state: 'succeeded',
          progress: [{ time: '2026-11-21T10:00:09Z', message: 'It is off' }],
        }),
    });
    renderCard(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Stop',
      }),
    );
    expect(await screen.findByText('Stop: done')).toBeInTheDocument();
    expect(screen.getByText('It is off')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText('Stop: done')).not.toBeInTheDocument();
  });

  it('shows the sentence of the API server when it refuses', async () => {
    const sentence =
      'virtualmachines.subresources.kubevirt.io "web-1" is forbidden: User "acme:bob" cannot update resource';
    const error = await refusal(403, sentence);
    renderCard(
      fakeKubedcApi({ runOperation: async () => Promise.reject(error) }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Stop',
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence);
  });

  it('tells why it failed later on', async () => {
    renderCard(
      fakeKubedcApi({
        runOperation: async () =>
          run({
            state: 'failed',
            error: { name: 'Error', message: 'The guest did not shut down' },
          }),
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Stop',
      }),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Stop: failed');
    expect(alert).toHaveTextContent('The guest did not shut down');
  });

  it('wants the name typed where data is lost', async () => {
    const api = fakeKubedcApi();
    renderCard(api);
    await openMenu();
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Delete' }),
    );

    const dialog = await screen.findByRole('dialog', { name: 'Delete web-1?' });
    expect(
      within(dialog).getByText('Its disk web-1-root goes with it.'),
    ).toBeInTheDocument();
    const button = within(dialog).getByRole('button', { name: 'Delete' });
    expect(button).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Type web-1 to confirm/ }),
      'web-1',
    );
    await userEvent.click(button);

    expect(api.runOperation).toHaveBeenCalledWith(
      'vm:delete',
      expect.anything(),
    );
  });

  it('does nothing when the person thinks better of it', async () => {
    const api = fakeKubedcApi();
    renderCard(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Cancel',
      }),
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.runOperation).not.toHaveBeenCalled();
  });

  const stop: OfferedOperation = {
    id: 'vm:stop',
    title: 'Stop',
    destructive: false,
    confirm: 'once',
    consequences: [],
    allowed: true,
    available: false,
    suggested: false,
    reason: 'It is not running',
  };

  it('keeps what is not possible now visible, with the reason', async () => {
    renderCard(
      fakeKubedcApi({
        getResource: async () => vmDetail({ operations: [stop] }),
      }),
    );
    await openMenu();
    const item = await screen.findByRole('menuitem', { name: /^Stop/ });
    expect(item).toHaveAttribute('aria-disabled', 'true');
    expect(item).toHaveTextContent('It is not running');
  });

  it('leaves out what the person has no right to', async () => {
    const forbidden = { ...stop, id: 'vm:delete', title: 'Delete' };
    const operations = [stop, { ...forbidden, allowed: false }];
    renderCard(
      fakeKubedcApi({ getResource: async () => vmDetail({ operations }) }),
    );
    await openMenu();
    expect(await screen.findAllByRole('menuitem')).toEqual([
      screen.getByRole('menuitem', { name: /^Stop/ }),
    ]);
  });

  it('has no menu for a person who may only read', async () => {
    const operations = [{ ...stop, allowed: false }];
    renderCard(
      fakeKubedcApi({ getResource: async () => vmDetail({ operations }) }),
    );
    expect(await screen.findByText('Running')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /More actions/ }),
    ).not.toBeInTheDocument();
  });

  it('says so when the object is gone', async () => {
    const error = await refusal(404, 'web-1 does not exist', 'NotFoundError');
    renderCard(
      fakeKubedcApi({ getResource: async () => Promise.reject(error) }),
    );
    expect(
      await screen.findByRole('heading', { name: 'It is gone' }),
    ).toBeInTheDocument();
  });
});
