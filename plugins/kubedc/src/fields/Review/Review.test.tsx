import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  refusal,
  renderWithApi,
} from '../../__testUtils__';
import { Review, validateReview } from '.';

const options = { operation: 'vm:create' };
const form = {
  project: 'acme/prod',
  name: 'web-1',
  image: 'ubuntu-24.04-lts',
  userData: '',
  review: 'checking',
};

describe('KubeDcReview', () => {
  it('asks the platform with the values of the form', async () => {
    const api = fakeKubedcApi({
      dryRun: async () => ({
        requests: [
          {
            method: 'POST',
            path: '/apis/kubevirt.io/v1/namespaces/acme-prod/virtualmachines',
            description: 'Create virtual machine web-1',
            body: { kind: 'VirtualMachine', metadata: { name: 'web-1' } },
          },
        ],
      }),
    });
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={Review}
        options={options}
        form={form}
        onValue={onValue}
      />,
      api,
    );

    expect(
      await screen.findByText('The platform accepts this'),
    ).toBeInTheDocument();
    expect(api.dryRun).toHaveBeenCalledWith('vm:create', {
      project: 'acme/prod',
      name: 'web-1',
      image: 'ubuntu-24.04-lts',
    });
    expect(onValue).toHaveBeenLastCalledWith('accepted');
    expect(
      screen.getByText('Create virtual machine web-1'),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Manifests' }));
    expect(
      await screen.findByLabelText('Create virtual machine web-1'),
    ).toHaveTextContent('kind: VirtualMachine');
  });

  it('shows a refusal in the words of the API server and holds the step', async () => {
    const error = await refusal(
      409,
      'virtualmachines.kubevirt.io "web-1" already exists',
      'ConflictError',
    );
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={Review}
        initial="accepted"
        options={options}
        form={form}
        onValue={onValue}
      />,
      fakeKubedcApi({ dryRun: async () => Promise.reject(error) }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The platform refuses this');
    expect(alert).toHaveTextContent(
      'virtualmachines.kubevirt.io "web-1" already exists',
    );
    await waitFor(() => expect(onValue).toHaveBeenLastCalledWith('refused'));
    expect(onValue).toHaveBeenCalledWith('checking');
  });

  it('asks again on request', async () => {
    const error = await refusal(403, 'exceeded quota');
    const dryRun = jest
      .fn()
      .mockRejectedValueOnce(error)
      .mockResolvedValue({ requests: [] });
    renderWithApi(
      <FieldHarness field={Review} options={options} form={form} />,
      fakeKubedcApi({ dryRun }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Check again' }),
    );
    expect(
      await screen.findByText('The platform accepts this'),
    ).toBeInTheDocument();
  });

  it('writes a value even when the template is wrong', async () => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={Review}
        options={{ operation: 'teapot:boil' }}
        onValue={onValue}
      />,
      fakeKubedcApi(),
    );
    expect(await screen.findByText(/teapot:boil/)).toBeInTheDocument();
    expect(onValue).toHaveBeenLastCalledWith('refused');
  });

  describe('validation', () => {
    it('lets an accepted form pass without asking again', async () => {
      const api = fakeKubedcApi();
      expect(
        await errorsOf(validateReview, 'accepted', {
          api,
          options,
          formData: form,
        }),
      ).toEqual([]);
      expect(api.dryRun).not.toHaveBeenCalled();
    });

    it('stops a refused one', async () => {
      const api = fakeKubedcApi();
      expect(
        await errorsOf(validateReview, 'refused', {
          api,
          options,
          formData: form,
        }),
      ).toEqual(['The platform refuses this']);
    });

    it('waits for a verdict that is not there yet', async () => {
      const error = await refusal(403, 'exceeded quota');
      const api = fakeKubedcApi({ dryRun: async () => Promise.reject(error) });
      expect(
        await errorsOf(validateReview, 'checking', {
          api,
          options,
          formData: form,
        }),
      ).toEqual(['exceeded quota']);
    });

    it('stops a form of an unknown operation', async () => {
      expect(
        await errorsOf(validateReview, 'accepted', {
          api: fakeKubedcApi(),
          options: { operation: 'teapot:boil' },
        }),
      ).toHaveLength(1);
    });
  });
});
