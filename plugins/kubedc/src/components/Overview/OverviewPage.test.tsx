import { screen, within } from '@testing-library/react';
import {
  fakeKubedcApi,
  overview,
  refusal,
  renderWithApi,
} from '../../__testUtils__';
import { OverviewPage } from './OverviewPage';

describe('OverviewPage', () => {
  it('shows what needs attention, worst first, with links', async () => {
    renderWithApi(<OverviewPage />, fakeKubedcApi());

    expect(
      await screen.findByRole('heading', { name: 'Needs attention (2)' }),
    ).toBeInTheDocument();
    const items = within(screen.getAllByRole('list')[0]).getAllByRole(
      'listitem',
    );
    expect(items[0]).toHaveTextContent('Import failed');
    expect(items[0]).toHaveTextContent(
      'Import of ubuntu-24.04 failed: 404 from the mirror',
    );
    expect(items[1]).toHaveTextContent('build-2');
    expect(
      within(items[0]).getByRole('link', { name: 'orders' }),
    ).toHaveAttribute('href', '/catalog/acme-prod/resource/vm.orders');
  });

  it('counts each kind and opens its table', async () => {
    renderWithApi(<OverviewPage />, fakeKubedcApi());

    expect(
      await screen.findByRole('link', { name: 'Virtual machines: 12' }),
    ).toHaveAttribute('href', '/kubedc/virtual-machines');
    expect(screen.getAllByText(/11 ok/)[0]).toBeInTheDocument();
  });

  it('shows how much room a project has left', async () => {
    renderWithApi(<OverviewPage />, fakeKubedcApi());

    const meter = await screen.findByRole('meter', { name: 'CPU' });
    expect(meter).toHaveAttribute('aria-valuetext', '14 of 24');
    expect(screen.getByRole('link', { name: 'prod' })).toHaveAttribute(
      'href',
      '/catalog/acme/system/prod',
    );
  });

  it('says so when nothing needs attention', async () => {
    const api = fakeKubedcApi({
      getOverview: async () => ({ ...overview, attention: [] }),
    });
    renderWithApi(<OverviewPage />, api);

    expect(await screen.findByText('Everything is well')).toBeInTheDocument();
  });

  it('says what to do when nobody answers', async () => {
    const error = await refusal(
      503,
      'sandbox does not answer',
      'ServiceUnavailableError',
    );
    const api = fakeKubedcApi({
      getOverview: async () => Promise.reject(error),
    });
    renderWithApi(<OverviewPage />, api);

    expect(
      await screen.findByRole('heading', {
        name: 'The platform does not answer',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
  });

  it('does not call a platform that is away well, or empty', async () => {
    const api = fakeKubedcApi({
      getOverview: async () => ({
        attention: [],
        counts: [],
        projects: [],
        problems: [
          {
            installation: 'sandbox',
            reason: 'unreachable',
            message: 'connect ECONNREFUSED',
          },
        ],
      }),
    });
    renderWithApi(<OverviewPage />, api);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /sandbox does not answer.*connect ECONNREFUSED/,
    );
    expect(screen.queryByText('Everything is well')).not.toBeInTheDocument();
    expect(screen.queryByText('No project yet')).not.toBeInTheDocument();
  });

  it('names the sources that may be missing', async () => {
    const api = fakeKubedcApi({
      getOverview: async () => ({
        ...overview,
        problems: [
          {
            installation: 'zurich',
            reason: 'unreachable',
            message: 'connect ECONNREFUSED',
          },
        ],
      }),
    });
    renderWithApi(<OverviewPage />, api);

    expect(
      await screen.findByText('zurich does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText('connect ECONNREFUSED')).toBeInTheDocument();
  });
});
