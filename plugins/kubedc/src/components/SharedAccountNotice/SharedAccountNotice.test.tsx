import { PageLayout } from '@backstage/frontend-plugin-api';
import type { InstallationView } from '@kubedc/backstage-plugin-kubedc-common';
import { screen, waitFor } from '@testing-library/react';
import { fakeKubedcApi, renderWithApi } from '../../__testUtils__';
import { PortalShell } from '../PortalShell';

const shell = (
  <PortalShell
    layout={PageLayout}
    pages={[
      { path: 'overview', title: 'Overview', element: <p>The overview</p> },
    ]}
  />
);

const installation = (
  name: string,
  identity: InstallationView['identity'],
): InstallationView => ({
  name,
  title: name,
  state: 'connected',
  own: false,
  identity,
});

describe('SharedAccountNotice', () => {
  it('says on every page where permissions of the portal are the only gate', async () => {
    renderWithApi(
      shell,
      fakeKubedcApi({
        getInstallations: async () => [
          installation('Zurich', 'oidc'),
          installation('Lab', 'serviceAccount'),
        ],
      }),
    );
    const notice = await screen.findByRole('note');
    expect(notice).toHaveTextContent('On Lab the portal acts for everybody');
    expect(notice).toHaveTextContent('permission policy alone');
    expect(notice).not.toHaveTextContent('Zurich');
  });

  it('says nothing where the platform knows people', async () => {
    const api = fakeKubedcApi({
      getInstallations: async () => [
        installation('Zurich', 'oidc'),
        installation('Bern', 'impersonate'),
      ],
    });
    renderWithApi(shell, api);
    await waitFor(() => expect(api.getInstallations).toHaveBeenCalled());
    await screen.findByText('The overview');
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
  });
});
