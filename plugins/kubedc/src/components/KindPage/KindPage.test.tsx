import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeKubedcApi,
  refusal,
  renderWithApi,
  stopped,
  vm,
  vmList,
} from '../../__testUtils__';
import { KindPage } from './KindPage';

async function rowOf(name: string) {
  return screen.findByRole('row', { name: new RegExp(name) });
}

describe('KindPage', () => {
  it('shows the facts by which one chooses', async () => {
    renderWithApi(<KindPage kind="virtualMachine" />, fakeKubedcApi());

    const row = await rowOf('web-1');
    expect(row).toHaveTextContent('Running');
    expect(row).toHaveTextContent('acme/prod');
    expect(row).toHaveTextContent('8 GiB');
    expect(row).toHaveTextContent('Ubuntu 24.04 LTS');
    expect(row).toHaveTextContent('10.1.0.12');
    expect(row).toHaveTextContent('203.0.113.7');
    expect(within(row).getByRole('link', { name: 'web-1' })).toHaveAttribute(
      'href',
      '/catalog/acme-prod/resource/vm.web-1',
    );
  });

  it('reads filters from the URL and asks the backend for that page', async () => {
    const api = fakeKubedcApi();
    renderWithApi(<KindPage kind="virtualMachine" />, api, {
      initialRouteEntries: [
        '/kubedc/virtual-machines?q=web&project=acme/prod&health=ok&sort=-name&page=2',
      ],
    });

    await rowOf('web-1');
    expect(api.listResources).toHaveBeenCalledWith('virtualMachine', {
      search: 'web',
      project: 'acme/prod',
      health: ['ok'],
      sort: 'name',
      order: 'desc',
      limit: 25,
      offset: 25,
    });
    expect(screen.getByRole('searchbox')).toHaveValue('web');
  });

  it('focuses the filter by / and filters on the server', async () => {
    const api = fakeKubedcApi();
    renderWithApi(<KindPage kind="virtualMachine" />, api);
    await rowOf('web-1');

    await userEvent.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await userEvent.keyboard('build');

    await waitFor(() =>
      expect(api.listResources).toHaveBeenCalledWith(
        'virtualMachine',
        expect.objectContaining({ search: 'build', offset: 0 }),
      ),
    );
  });

  it('filters by health', async () => {
    const api = fakeKubedcApi({
      listResources: async () =>
        vmList([vm(), vm({ name: 'idle', health: stopped })]),
    });
    renderWithApi(<KindPage kind="virtualMachine" />, api);

    await userEvent.click(
      await screen.findByRole('radio', { name: 'Stopped: 1' }),
    );

    await waitFor(() =>
      expect(api.listResources).toHaveBeenCalledWith(
        'virtualMachine',
        expect.objectContaining({ health: ['stopped'] }),
      ),
    );
  });

  it('does not call a platform that is away empty', async () => {
    const api = fakeKubedcApi({
      listResources: async () => ({
        ...vmList([]),
        problems: [
          {
            installation: 'sandbox',
            reason: 'unreachable',
            message: 'connect ECONNREFUSED',
          },
        ],
      }),
    });
    renderWithApi(<KindPage kind="virtualMachine" />, api);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /sandbox does not answer.*connect ECONNREFUSED/,
    );
    expect(
      screen.queryByText(/No virtual machines yet/),
    ).not.toBeInTheDocument();
  });

  it('offers no power button that the state of the machine rules out', async () => {
    const api = fakeKubedcApi({
      listResources: async () =>
        vmList([
          vm({ name: 'frozen', health: stopped, possible: ['vm:stop'] }),
        ]),
    });
    renderWithApi(<KindPage kind="virtualMachine" />, api);

    const row = await rowOf('frozen');
    expect(
      await within(row).findByRole('button', { name: 'Stop frozen' }),
    ).toBeInTheDocument();
    expect(
      within(row).queryByRole('button', { name: 'Start frozen' }),
    ).not.toBeInTheDocument();
  });

  it('starts a stopped machine at once', async () => {
    const api = fakeKubedcApi({
      listResources: async () =>
        vmList([vm({ name: 'idle', health: stopped })]),
    });
    renderWithApi(<KindPage kind="virtualMachine" />, api);

    const row = await rowOf('idle');
    const start = await within(row).findByRole('button', {
      name: 'Start idle',
    });
    expect(
      within(row).queryByRole('button', { name: 'Stop idle' }),
    ).not.toBeInTheDocument();
    await userEvent.click(start);

    expect(api.runOperation).toHaveBeenCalledWith('vm:start', {
      input: { installation: 'sandbox', namespace: 'acme-prod', name: 'idle' },
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('says in the row why something was refused', async () => {
    const error = await refusal(409, 'VM is already running', 'ConflictError');
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({
        listResources: async () =>
          vmList([vm({ name: 'idle', health: stopped })]),
        runOperation: async () => Promise.reject(error),
      }),
    );
    await userEvent.click(
      await within(await rowOf('idle')).findByRole('button', {
        name: 'Start idle',
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'VM is already running',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows at once what goes on', async () => {
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({
        listResources: async () =>
          vmList([vm({ name: 'idle', health: stopped })]),
      }),
    );
    const row = await rowOf('idle');
    await userEvent.click(
      await within(row).findByRole('button', { name: 'Start idle' }),
    );
    expect(await within(row).findByText('Start…')).toBeInTheDocument();
  });

  it('asks before it stops one', async () => {
    const api = fakeKubedcApi();
    renderWithApi(<KindPage kind="virtualMachine" />, api);

    await userEvent.click(
      await within(await rowOf('web-1')).findByRole('button', {
        name: 'Stop web-1',
      }),
    );

    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(
        'What runs in it ends; its disks and addresses stay.',
      ),
    ).toBeInTheDocument();
    expect(api.runOperation).not.toHaveBeenCalled();
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
  });

  it('reads what one may do when the menu opens, and says why not', async () => {
    const api = fakeKubedcApi();
    renderWithApi(<KindPage kind="virtualMachine" />, api);
    const row = await rowOf('web-1');
    expect(api.getResource).not.toHaveBeenCalled();

    await userEvent.click(
      within(row).getByRole('button', { name: 'More actions for web-1' }),
    );

    const start = await screen.findByRole('menuitem', { name: /^Start/ });
    expect(start).toHaveAttribute('aria-disabled', 'true');
    expect(start).toHaveTextContent('It is not stopped');
  });

  it('offers to create the first one', async () => {
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({ listResources: async () => vmList([]) }),
    );
    expect(
      await screen.findByText('No virtual machines yet'),
    ).toBeInTheDocument();
    for (const link of await screen.findAllByRole('link', {
      name: 'Create virtual machine',
    })) {
      expect(link).toHaveAttribute(
        'href',
        '/create/templates/default/create-vm',
      );
    }
  });

  it('shows only buttons that one may press, and asks for all rows at once', async () => {
    const api = fakeKubedcApi({
      listResources: async () =>
        vmList([vm(), vm({ name: 'web-2', uid: 'web-2' })]),
      getRights: async questions =>
        questions.map(({ operation, name }) => ({
          allowed: operation === 'vm:restart' || name === 'web-2',
          reason: 'dave may not',
        })),
    });
    renderWithApi(<KindPage kind="virtualMachine" />, api);

    const row = await rowOf('web-1');
    await within(row).findByRole('button', { name: 'Restart web-1' });
    expect(
      within(row).queryByRole('button', { name: 'Stop web-1' }),
    ).not.toBeInTheDocument();
    expect(
      within(await rowOf('web-2')).getByRole('button', { name: 'Stop web-2' }),
    ).toBeEnabled();
    const batches = api.getRights.mock.calls.map(([questions]) => questions);
    const ofRows = batches.filter(questions =>
      questions.some(({ name }) => name !== undefined),
    );
    expect(ofRows).toHaveLength(1);
    expect(ofRows[0]).toContainEqual({
      operation: 'vm:stop',
      installation: 'sandbox',
      namespace: 'acme-prod',
      name: 'web-1',
    });
  });

  it('offers to create only what one may create, and says why not', async () => {
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({
        listResources: async () => vmList([]),
        getRights: async questions =>
          questions.map(() => ({ allowed: false, reason: 'dave may not' })),
      }),
    );
    expect(await screen.findByText('dave may not')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Create virtual machine' }),
    ).not.toBeInTheDocument();
  });

  it('offers nothing as long as the backend cannot be asked what one may do', async () => {
    const error = await refusal(500, 'the backend is not well');
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({
        listResources: async () => vmList([]),
        getRights: async () => Promise.reject(error),
      }),
    );
    expect(
      await screen.findByText('the backend is not well'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Create virtual machine' }),
    ).not.toBeInTheDocument();
  });

  it('tells an empty filter from an empty platform', async () => {
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({ listResources: async () => vmList([]) }),
      { initialRouteEntries: ['/kubedc/virtual-machines?q=nothing'] },
    );
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
  });

  it('shows a refusal in the words of the platform', async () => {
    const error = await refusal(403, 'dave may not list virtualmachines');
    renderWithApi(
      <KindPage kind="virtualMachine" />,
      fakeKubedcApi({ listResources: async () => Promise.reject(error) }),
    );
    expect(
      await screen.findByRole('heading', { name: 'You may not see this' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('dave may not list virtualmachines'),
    ).toBeInTheDocument();
  });
});
