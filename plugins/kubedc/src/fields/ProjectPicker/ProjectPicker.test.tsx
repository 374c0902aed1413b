import type { InstallationView } from '@kubedc/backstage-plugin-kubedc-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  overview,
  project,
  refusal,
  renderWithApi,
} from '../../__testUtils__';
import { ProjectPicker, validateProject } from '.';

describe('KubeDcProjectPicker', () => {
  it('offers the projects one sees with what each has left', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({
      getOverview: async () => ({
        ...overview,
        projects: [project(), project({ name: 'dev', quota: [] })],
      }),
    });
    renderWithApi(
      <FieldHarness field={ProjectPicker} onValue={onValue} />,
      api,
    );

    await screen.findByText('Select a project');
    await userEvent.click(screen.getByRole('button', { name: /Project/ }));
    const options = await screen.findAllByRole('option');
    expect(options[0]).toHaveTextContent('acme/dev');
    expect(options[1]).toHaveTextContent('acme/prod10 CPU and 2 GiB left');
    await userEvent.click(options[1]);

    expect(onValue).toHaveBeenLastCalledWith('acme/prod');
  });

  it('offers only the projects where one may do what the form does', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({
      getOverview: async () => ({
        ...overview,
        projects: [project(), project({ name: 'dev' })],
      }),
      getRights: async questions =>
        questions.map(question => ({
          allowed: question.project === 'acme/dev',
          reason: 'bob may not',
        })),
    });
    renderWithApi(
      <FieldHarness
        field={ProjectPicker}
        options={{ operation: 'vm:create' }}
        onValue={onValue}
      />,
      api,
    );
    await screen.findByRole('button', { name: /acme\/dev/ });
    expect(onValue.mock.calls).toEqual([['acme/dev']]);
    expect(api.getRights.mock.calls).toEqual([
      [
        [
          { operation: 'vm:create', project: 'acme/dev' },
          { operation: 'vm:create', project: 'acme/prod' },
        ],
      ],
    ]);
  });

  describe('with several installations', () => {
    const installation = (name: string, own: boolean): InstallationView => ({
      name,
      title: name,
      state: 'connected',
      own,
    });
    const api = () =>
      fakeKubedcApi({
        getInstallations: async () => [
          installation('lab', false),
          installation('zurich', true),
        ],
        getOverview: async () => ({
          ...overview,
          projects: [
            project({ installation: 'lab', name: 'trial' }),
            project({ installation: 'lab' }),
            project({ installation: 'zurich' }),
          ],
        }),
      });

    it('offers the projects of the one that the person signed in with', async () => {
      const onValue = jest.fn();
      const asked = api();
      renderWithApi(
        <FieldHarness
          field={ProjectPicker}
          options={{ operation: 'vm:create' }}
          onValue={onValue}
        />,
        asked,
      );
      await screen.findByRole('button', { name: /acme\/prod/ });
      expect(onValue.mock.calls).toEqual([['acme/prod']]);
      expect(asked.getRights.mock.calls).toEqual([
        [[{ operation: 'vm:create', project: 'acme/prod' }]],
      ]);
    });

    it('offers those of the one that the form names', async () => {
      const asked = api();
      renderWithApi(
        <FieldHarness
          field={ProjectPicker}
          options={{ operation: 'vm:create' }}
          form={{ installation: 'lab' }}
        />,
        asked,
      );
      await screen.findByText('Select a project');
      await userEvent.click(screen.getByRole('button', { name: /Project/ }));
      const options = await screen.findAllByRole('option');
      expect(options.map(({ textContent }) => textContent)).toEqual([
        expect.stringContaining('acme/prod'),
        expect.stringContaining('acme/trial'),
      ]);
      expect(asked.getRights.mock.calls).toEqual([
        [
          ['acme/prod', 'acme/trial'].map(id => ({
            operation: 'vm:create',
            project: id,
            installation: 'lab',
          })),
        ],
      ]);
    });
  });

  it('says in the words of the platform why one may do it nowhere', async () => {
    renderWithApi(
      <FieldHarness
        field={ProjectPicker}
        options={{ operation: 'vm:create' }}
      />,
      fakeKubedcApi({
        getRights: async questions =>
          questions.map(() => ({ allowed: false, reason: 'dave may not' })),
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not create this in any of your projects.dave may not',
    );
  });

  it('chooses the only project by itself', async () => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness field={ProjectPicker} onValue={onValue} />,
      fakeKubedcApi(),
    );
    await screen.findByRole('button', { name: /acme\/prod/ });
    expect(onValue).toHaveBeenCalledWith('acme/prod');
  });

  it('says why there is no choice', async () => {
    const error = await refusal(403, 'no rights at all');
    renderWithApi(
      <FieldHarness field={ProjectPicker} />,
      fakeKubedcApi({ getOverview: async () => Promise.reject(error) }),
    );
    expect(
      await screen.findByText(
        'The choices could not be read: no rights at all',
      ),
    ).toBeInTheDocument();
  });

  it.each([
    [undefined, 'Choose a project'],
    ['prod', 'Name a project as organization/project, for example acme/prod'],
    [
      'acme/Prod',
      'Name a project as organization/project, for example acme/prod',
    ],
  ])('refuses %p', async (value, message) => {
    expect(await errorsOf(validateProject, value)).toEqual([message]);
  });

  it('takes a project', async () => {
    expect(await errorsOf(validateProject, 'acme/prod')).toEqual([]);
  });
});
