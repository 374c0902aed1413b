import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { fakeKubedcApi, refusal, renderWithApi } from '../../__testUtils__';
import { errorsOf, FieldHarness } from '../../__testUtils__/field';
import { Review } from '../Review';
import { Grant, validateGrant } from '.';

const operations = ['vm:create'];

describe('KubeDcGrant', () => {
  it('hands the id of a grant to the task and shows nothing', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({ createGrant: async () => ({ id: 'grant-1' }) });
    renderWithApi(
      <FieldHarness
        field={Grant}
        options={{ operations }}
        form={{ installation: 'zurich' }}
        onValue={onValue}
      />,
      api,
    );
    await waitFor(() => expect(onValue).toHaveBeenLastCalledWith('grant-1'));
    expect(api.createGrant).toHaveBeenCalledTimes(1);
    expect(api.createGrant).toHaveBeenCalledWith({
      installation: 'zurich',
      operations,
    });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('hands over nothing where none is needed', async () => {
    const onValue = jest.fn();
    const api = fakeKubedcApi({ createGrant: async () => ({}) });
    renderWithApi(
      <FieldHarness field={Grant} options={{ operations }} onValue={onValue} />,
      api,
    );
    await waitFor(() => expect(onValue).toHaveBeenLastCalledWith(''));
  });

  it('says why there is none, lets nobody on, and tries again', async () => {
    const onValue = jest.fn();
    const error = await refusal(401, 'Your session ended; sign in again');
    const createGrant = jest
      .fn()
      .mockRejectedValueOnce(error)
      .mockResolvedValue({ id: 'grant-2' });
    renderWithApi(
      <FieldHarness field={Grant} options={{ operations }} onValue={onValue} />,
      fakeKubedcApi({ createGrant }),
    );
    expect(
      await screen.findByText('Your session ended; sign in again'),
    ).toBeInTheDocument();
    const value = onValue.mock.calls.at(-1)?.[0];
    await expect(errorsOf(validateGrant, value)).resolves.toHaveLength(1);

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onValue).toHaveBeenLastCalledWith('grant-2'));
    await expect(errorsOf(validateGrant, 'grant-2')).resolves.toEqual([]);
    await expect(errorsOf(validateGrant, '')).resolves.toEqual([]);
  });

  it('gets along with another field that writes at the same moment', async () => {
    const values = jest.fn();
    // As the scaffolder's form does it: each field writes over the values it was rendered with.
    function Form() {
      const [data, setData] = useState<Record<string, string>>({});
      values(data);
      const field = (name: string) => ({
        formData: data[name] as any,
        onChange: (value: any) => setData({ ...data, [name]: value }),
        required: false,
        schema: {},
        idSchema: { $id: name },
        formContext: { formData: { name: 'web-1' } },
      });
      return (
        <>
          <Review
            {...(field('review') as any)}
            uiSchema={{ 'ui:options': { operation: 'vm:create' } }}
          />
          <Grant
            {...(field('grant') as any)}
            uiSchema={{ 'ui:options': { operations } }}
          />
        </>
      );
    }
    renderWithApi(
      <Form />,
      fakeKubedcApi({ createGrant: async () => ({ id: 'grant-1' }) }),
    );
    await waitFor(() =>
      expect(values).toHaveBeenLastCalledWith({
        review: 'accepted',
        grant: 'grant-1',
      }),
    );
  });
});
