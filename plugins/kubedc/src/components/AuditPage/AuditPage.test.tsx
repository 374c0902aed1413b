import type { AuditEvent } from '@kubedc/backstage-plugin-kubedc-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeKubedcApi, refusal, renderWithApi } from '../../__testUtils__';
import type { KubedcApi } from '../../api';
import { AuditPage } from './AuditPage';

const event = (override: Partial<AuditEvent> = {}): AuditEvent => ({
  id: 'event-1',
  startedAt: '2026-11-21T12:00:00Z',
  finishedAt: '2026-11-21T12:00:09Z',
  operation: 'vm:create',
  severity: 'medium',
  outcome: 'succeeded',
  actor: 'user:acme/alice',
  kubernetesUser: 'acme:alice',
  via: 'page',
  installation: 'sandbox',
  organization: 'acme',
  project: 'acme/prod',
  kind: 'virtualMachine',
  name: 'web-1',
  runId: 'run-1',
  requestId: 'request-1',
  sourceAddress: '192.0.2.7',
  ...override,
});

function show(overrides: Partial<KubedcApi>, route = '/kubedc/audit') {
  const api = fakeKubedcApi(overrides);
  renderWithApi(<AuditPage />, api, { initialRouteEntries: [route] });
  return api;
}

describe('AuditPage', () => {
  it('tells who did what, to what, and what came of it', async () => {
    show({
      listAudit: async () => ({
        items: [
          event({ via: 'template', viaRef: 'task-1' }),
          event({
            id: 'event-2',
            operation: 'old:thing',
            name: undefined,
            kind: undefined,
            outcome: 'refused',
            reason: 'bob cannot delete this',
            actor: 'user:acme/bob',
          }),
        ],
      }),
    });

    const done = await screen.findByRole('row', {
      name: /Create virtual machine/,
    });
    expect(within(done).getByText('web-1')).toBeInTheDocument();
    expect(
      within(done).getByText('Virtual machine · acme/prod'),
    ).toBeInTheDocument();
    expect(within(done).getByText('alice')).toBeInTheDocument();
    expect(within(done).getByText('Software template')).toBeInTheDocument();
    expect(within(done).getByText('Done')).toBeInTheDocument();
    const refused = screen.getByRole('row', { name: /old:thing/ });
    expect(
      within(refused).getByRole('img', {
        name: 'Refused: bob cannot delete this',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/undefined/)).not.toBeInTheDocument();
  });

  it('asks for what the address says', async () => {
    const api = show(
      {},
      '/kubedc/audit?text=web&organization=acme&outcome=failed&actor=user%3Aacme%2Falice&cursor=abc&period=24h&colour=red',
    );

    await waitFor(() => expect(api.listAudit).toHaveBeenCalled());
    const [query] = api.listAudit.mock.calls[0];
    expect(query).toEqual({
      text: 'web',
      organization: 'acme',
      outcome: 'failed',
      actor: 'user:acme/alice',
      cursor: 'abc',
      limit: 50,
      from: expect.any(String),
    });
    const day = Date.now() - Date.parse(query!.from!);
    expect(day).toBeGreaterThan(24 * 3_600_000 - 60_000);
    expect(day).toBeLessThan(24 * 3_600_000 + 60_000);
  });

  it('shows all of an event, and from there all of a person', async () => {
    const api = show({ listAudit: async () => ({ items: [event()] }) });
    await userEvent.click(await screen.findByText('Create virtual machine'));

    const drawer = await screen.findByRole('dialog', {
      name: 'Create virtual machine · web-1',
    });
    for (const text of [
      'user:acme/alice',
      'acme:alice',
      'vm:create',
      'Virtual machine',
      '192.0.2.7',
      'request-1',
      'run-1',
      'Medium',
    ]) {
      expect(within(drawer).getByText(text)).toBeInTheDocument();
    }
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Everything by alice' }),
    );

    await waitFor(() =>
      expect(api.listAudit).toHaveBeenLastCalledWith({
        actor: 'user:acme/alice',
        limit: 50,
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Take away the filter alice',
      }),
    );
    // What was asked a moment ago may not be asked again.
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: 'Take away the filter alice' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('goes to older events and back', async () => {
    const api = show({
      listAudit: async query =>
        query?.cursor
          ? { items: [event({ id: 'event-2', name: 'older' })] }
          : { items: [event()], nextCursor: 'next' },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Next table page' }),
    );
    expect(await screen.findByText('older')).toBeInTheDocument();
    expect(api.listAudit).toHaveBeenLastCalledWith({
      cursor: 'next',
      limit: 50,
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous table page' }),
    );
    expect(await screen.findByText('web-1')).toBeInTheDocument();
  });

  it('gives a file of what is filtered, and says why not', async () => {
    const createObjectURL = jest.fn(() => 'blob:audit');
    Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() });
    const clicked = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    const blob = new Blob(['a,b']);
    const api = show(
      {
        exportAudit: jest
          .fn()
          .mockResolvedValueOnce(blob)
          .mockRejectedValueOnce(await refusal(503, 'The database is away')),
      },
      '/kubedc/audit?outcome=failed',
    );
    const button = await screen.findByRole('button', { name: 'Download CSV' });

    await userEvent.click(button);
    await waitFor(() => expect(clicked).toHaveBeenCalledTimes(1));
    expect(api.exportAudit).toHaveBeenCalledWith({ outcome: 'failed' });
    expect(createObjectURL).toHaveBeenCalledWith(blob);

    await userEvent.click(button);
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    clicked.mockRestore();
  });

  it('says for whom it is to everybody else', async () => {
    const error = await refusal(403, 'not yours');
    show({
      listAudit: async () => {
        throw error;
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'For administrators' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says that it cannot be read now', async () => {
    const error = await refusal(503, 'The database is away');
    show({
      listAudit: async () => {
        throw error;
      },
    });
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('tells nothing at all from nothing that matches', async () => {
    show({});
    expect(
      await screen.findByText('Nothing has happened yet'),
    ).toBeInTheDocument();
  });

  it('lets filters be cleared that leave nothing', async () => {
    const api = show({}, '/kubedc/audit?outcome=failed');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() =>
      expect(api.listAudit).toHaveBeenLastCalledWith({ limit: 50 }),
    );
  });

  it('names the organizations of their administrator', async () => {
    show({
      getAuditScope: async () => ({
        installations: [],
        organizations: [{ installation: 'sandbox', organization: 'acme' }],
      }),
    });
    expect(
      await screen.findByText(/Who changed what of acme/),
    ).toBeInTheDocument();
  });
});
