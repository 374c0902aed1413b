import type {
  InstallationSync,
  WatchView,
} from '@kubedc/backstage-plugin-kubedc-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeKubedcApi,
  refusal,
  renderWithApi,
  syncOf,
} from '../../__testUtils__';
import { SyncPage } from './SyncPage';

function watch(overrides: Partial<WatchView>): WatchView {
  return {
    resource: 'virtualmachines.kubevirt.io',
    state: 'watching',
    objects: 12,
    restarts: 0,
    expired: 0,
    syncedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
    ...overrides,
  };
}

function show(...installations: InstallationSync[]) {
  const api = fakeKubedcApi({ getSync: async () => ({ installations }) });
  renderWithApi(<SyncPage />, api);
  return api;
}

describe('page of the ingestion', () => {
  it('says who writes, and how far it is', async () => {
    show(syncOf());

    const section = await screen.findByRole('region', { name: 'Sandbox' });
    const valueOf = (term: string) =>
      within(section).getByText(term).parentElement;
    expect(within(section).getByText('Connected')).toBeInTheDocument();
    expect(valueOf('Written by')).toHaveTextContent(
      'portal-1 (42)since 2 hours ago',
    );
    expect(valueOf('Entities')).toHaveTextContent('1,234');
    expect(valueOf('Changes waiting')).toHaveTextContent('7');
    expect(valueOf('Last write')).toHaveTextContent('now');
    expect(valueOf('Last comparison')).toHaveTextContent('12 minutes ago');
    expect(within(section).queryByRole('alert')).not.toBeInTheDocument();
  });

  it('lists what is followed by its title, what is in trouble first', async () => {
    show(
      syncOf({
        watches: [
          watch({ restarts: 1, expired: 4, objects: 5_678 }),
          watch({ resource: 'namespaces', objects: 3 }),
          watch({
            resource: 'eips.kube-dc.com',
            state: 'forbidden',
            objects: 0,
            syncedAt: undefined,
            message: 'eips.kube-dc.com is forbidden',
          }),
          watch({ resource: 'fips.kube-dc.com', state: 'backoff' }),
          watch({ resource: 'vpcs.kubeovn.io', state: 'syncing' }),
        ],
      }),
    );

    const table = await screen.findByRole('grid');
    const cells = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row =>
        [
          within(row).getByRole('rowheader'),
          ...within(row).getAllByRole('gridcell'),
        ].map(cell => cell.textContent),
      );
    expect(cells).toEqual([
      [
        'External addresseseips.kube-dc.comeips.kube-dc.com is forbidden',
        'Not allowed',
        '0',
        '–',
        '0',
        '0',
      ],
      [
        'Floating addressesfips.kube-dc.com',
        'Waiting to try again',
        '12',
        '3 min',
        '0',
        '0',
      ],
      ['VPCsvpcs.kubeovn.io', 'Being read', '12', '3 min', '0', '0'],
      ['namespaces', 'Following', '3', '3 min', '0', '0'],
      [
        'Virtual machinesvirtualmachines.kubevirt.io',
        'Following',
        '5,678',
        '3 min',
        '1',
        '4',
      ],
    ]);
  });

  it('folds away what the platform does not have', async () => {
    show(
      syncOf({
        watches: [
          watch({}),
          watch({ resource: 'vpcs.kubeovn.io', state: 'absent', objects: 0 }),
          watch({ resource: 'kmskeys.security.kube-dc.com', state: 'absent' }),
        ],
      }),
    );

    const table = await screen.findByRole('grid');
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    const fold = screen.getByRole('button', {
      name: '2 kinds this platform does not have',
    });
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(fold);
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'Encryption keyskmskeys.security.kube-dc.com',
      'VPCsvpcs.kubeovn.io',
    ]);
  });

  it('says what to do about removals that were refused', async () => {
    show(
      syncOf({}, { refusals: ['600 of 1000 entities are without an object'] }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Entities were kept that seem to be gone');
    expect(alert).toHaveTextContent(
      '600 of 1000 entities are without an object',
    );
    expect(alert).toHaveTextContent(
      /Check on the platform.*raise kubedc\.catalog\.rejectRemovalsAbovePercentage/,
    );
  });

  it('says why the catalog does not take changes', async () => {
    show(syncOf({}, { error: 'connect ECONNREFUSED 10.0.0.1:5432' }));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The catalog does not take changes');
    expect(alert).toHaveTextContent('connect ECONNREFUSED 10.0.0.1:5432');
    expect(alert).toHaveTextContent('It is tried again by itself');
  });

  it('notices a writer that fell silent', async () => {
    show(syncOf({}, { at: new Date(Date.now() - 5 * 60_000).toISOString() }));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Nobody writes these entities now');
    expect(alert).toHaveTextContent(
      'portal-1 (42) was last heard of 5 minutes ago.',
    );
  });

  it('says so when no backend reports to write', async () => {
    show(syncOf({ catalog: undefined }));

    expect(
      await screen.findByText(
        'No backend reports that it writes these entities',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText('Written by')).not.toBeInTheDocument();
    expect(screen.getByRole('grid')).toBeInTheDocument();
  });

  it('names what was left out with its reason and examples', async () => {
    show(
      syncOf(
        {},
        {
          skipped: [
            {
              reason: 'The owner hint names no group',
              count: 8,
              examples: [
                'virtualmachines.kubevirt.io|acme-prod|web-1',
                'vpcs.kubeovn.io||acme-prod',
              ],
            },
            { reason: 'No project', count: 1, examples: ['namespaces||lost'] },
          ],
        },
      ),
    );

    await userEvent.click(
      await screen.findByRole('button', {
        name: '9 objects left out, or not taken as asked',
      }),
    );
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'The owner hint names no group: 8 objectsacme-prod/web-1 (Virtual machines), acme-prod (VPCs), …',
      'No project: 1 objectlost (namespaces)',
    ]);
  });

  it('keeps an installation that is configured wrongly apart', async () => {
    show(
      syncOf(),
      syncOf({
        name: 'zurich',
        title: 'Zurich',
        state: 'misconfigured',
        message: 'url must begin with https://',
        watches: [],
        catalog: undefined,
      }),
    );

    const section = await screen.findByRole('region', { name: 'Zurich' });
    expect(within(section).getByRole('alert')).toHaveTextContent(
      /The configuration of this installation is wrong.*url must begin with/,
    );
    expect(within(section).queryByRole('grid')).not.toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Sandbox' })).getByText(
        'Connected',
      ),
    ).toBeInTheDocument();
  });

  it('holds the place while loading', async () => {
    renderWithApi(
      <SyncPage />,
      fakeKubedcApi({ getSync: () => new Promise(() => {}) }),
    );
    expect(await screen.findByTestId('sync-skeleton')).toBeInTheDocument();
  });

  it('says what to do where no installation is configured', async () => {
    show();
    expect(
      await screen.findByRole('heading', { name: 'No installation yet' }),
    ).toBeInTheDocument();
  });

  it('sends everybody else away politely', async () => {
    const error = await refusal(403, 'not an operator');
    renderWithApi(
      <SyncPage />,
      fakeKubedcApi({ getSync: async () => Promise.reject(error) }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'For operators of the platform',
      }),
    ).toBeInTheDocument();
  });

  it('says so when the backend does not answer, and reads again on request', async () => {
    const error = await refusal(503, 'no healthy backend', 'Unavailable');
    const api = fakeKubedcApi({ getSync: async () => Promise.reject(error) });
    renderWithApi(<SyncPage />, api);

    expect(await screen.findByText('no healthy backend')).toBeInTheDocument();
    api.getSync.mockResolvedValue({ installations: [syncOf()] });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: 'Sandbox' }),
      ).toBeInTheDocument(),
    );
  });

  it('brings the installation that the address names into view', async () => {
    const scrolled: unknown[] = [];
    Element.prototype.scrollIntoView = function scrollIntoView() {
      scrolled.push(this.getAttribute('aria-label'));
    };
    const installations = [
      syncOf(),
      syncOf({ name: 'zurich', title: 'Zurich' }),
    ];
    renderWithApi(
      <SyncPage />,
      fakeKubedcApi({ getSync: async () => ({ installations }) }),
      { initialRouteEntries: ['/#zurich'] },
    );

    await waitFor(() => expect(scrolled).toEqual(['Zurich']));
  });

  it('leads back to the operators’ page', async () => {
    show(syncOf());
    expect(
      await screen.findByRole('link', { name: 'Platform' }),
    ).toHaveAttribute('href', '/kubedc/admin');
  });
});
