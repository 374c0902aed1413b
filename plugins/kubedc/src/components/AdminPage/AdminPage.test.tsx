import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeKubedcApi, refusal, renderWithApi } from '../../__testUtils__';
import { AdminPage } from './AdminPage';

describe('AdminPage', () => {
  it('lists organizations by trouble with owner, plan and quota', async () => {
    renderWithApi(<AdminPage />, fakeKubedcApi());

    const rows = await screen.findAllByRole('row', { name: /acme|initech/ });
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringContaining('initech'),
      expect.stringContaining('acme'),
    ]);
    expect(rows[0]).toHaveTextContent('Suspended');
    expect(rows[1]).toHaveTextContent('Dev Pool');
    expect(rows[1]).toHaveTextContent('14 of 24');
    expect(
      within(rows[1]).getByRole('link', { name: /org-admin/ }),
    ).toHaveAttribute('href', '/catalog/acme/group/org-admin');
  });

  it('unfolds the projects of an organization', async () => {
    renderWithApi(<AdminPage />, fakeKubedcApi());

    const unfold = await screen.findByRole('button', {
      name: 'Show projects of acme',
    });
    expect(screen.queryByRole('row', { name: /prod/ })).not.toBeInTheDocument();
    await userEvent.click(unfold);

    expect(
      within(await screen.findByRole('row', { name: /prod/ })).getByRole(
        'link',
        { name: 'prod' },
      ),
    ).toHaveAttribute('href', '/catalog/acme/system/prod');
    await userEvent.click(
      screen.getByRole('button', { name: 'Hide projects of acme' }),
    );
    expect(screen.queryByRole('row', { name: /prod/ })).not.toBeInTheDocument();
  });

  it('shows the connection of an installation and leads to its ingestion', async () => {
    renderWithApi(<AdminPage />, fakeKubedcApi());

    expect(await screen.findByText('Connected')).toBeInTheDocument();
    expect(screen.getByText('1 needs a look')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Ingestion of Sandbox' }),
    ).toHaveAttribute('href', '/kubedc/admin/sync#sandbox');
  });

  it('sends everybody else away politely', async () => {
    const error = await refusal(403, 'not an operator');
    renderWithApi(
      <AdminPage />,
      fakeKubedcApi({ getAdminOverview: async () => Promise.reject(error) }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'For operators of the platform',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Go to the overview' }),
    ).toHaveAttribute('href', '/kubedc');
  });
});
