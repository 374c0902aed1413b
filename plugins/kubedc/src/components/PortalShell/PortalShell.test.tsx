import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PageLayout } from '@backstage/frontend-plugin-api';
import { fakeKubedcApi, renderWithApi } from '../../__testUtils__';
import { PortalShell } from './PortalShell';

// What a person may do is kept for seconds by the permission hook, so the other side of this is tested in another file.
describe('PortalShell', () => {
  const shell = (
    <PortalShell
      layout={PageLayout}
      pages={[
        { path: 'overview', title: 'Overview', element: <p>The overview</p> },
        { path: 'audit', title: 'Audit', element: <p>The audit trail</p> },
        { path: 'admin', title: 'Platform', element: <p>The platform</p> },
      ]}
    />
  );

  it('has a tab of the platform for operators', async () => {
    renderWithApi(shell, fakeKubedcApi());
    expect(
      await screen.findByRole('tab', { name: 'Platform' }),
    ).toHaveAttribute('href', '/kubedc/admin');
    expect(screen.getByRole('tab', { name: 'Overview' })).toHaveAttribute(
      'href',
      '/kubedc',
    );
  });

  it('has a tab of the audit trail for who may read something of it', async () => {
    const acme = { installation: 'sandbox', organization: 'acme' };
    const { unmount } = renderWithApi(
      shell,
      fakeKubedcApi({
        getAuditScope: async () => ({
          installations: [],
          organizations: [acme],
        }),
      }),
    );
    expect(await screen.findByRole('tab', { name: 'Audit' })).toHaveAttribute(
      'href',
      '/kubedc/audit',
    );
    unmount();
  });

  it('has no tab of the audit trail for everybody else', async () => {
    const api = fakeKubedcApi();
    renderWithApi(shell, api);
    await screen.findByRole('tab', { name: 'Platform' });
    await waitFor(() => expect(api.getAuditScope).toHaveBeenCalled());
    expect(
      screen.queryByRole('tab', { name: 'Audit' }),
    ).not.toBeInTheDocument();
  });

  it('creates from the templates', async () => {
    renderWithApi(shell, fakeKubedcApi());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(
      await screen.findByRole('menuitem', { name: 'Database' }),
    ).toHaveAttribute('href', '/create/templates/default/create-database');
  });
});
