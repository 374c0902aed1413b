import { screen } from '@testing-library/react';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  renderWithApi,
} from '../../__testUtils__';
import { validateVersion, VersionPicker } from '.';

describe('KubeDcVersionPicker', () => {
  it.each([
    ['cluster', 'v1.35.4'],
    ['postgresql', '17'],
    ['mariadb', '11.4'],
  ])('starts with the newest version of %s', async (what, newest) => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={VersionPicker}
        options={{ for: what }}
        onValue={onValue}
      />,
      fakeKubedcApi(),
    );
    expect(
      await screen.findByRole('button', {
        name: new RegExp(`${newest} \\(newest\\)`),
      }),
    ).toBeInTheDocument();
    expect(onValue).toHaveBeenLastCalledWith(newest);
  });

  it('replaces a version of the other engine', async () => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={VersionPicker}
        initial="17"
        options={{ for: 'mariadb' }}
        onValue={onValue}
      />,
      fakeKubedcApi(),
    );
    await screen.findByRole('button', { name: /11\.4/ });
    expect(onValue).toHaveBeenLastCalledWith('11.4');
  });

  it('says so when the template asks for what is not on offer', async () => {
    renderWithApi(
      <FieldHarness field={VersionPicker} options={{ for: 'oracle' }} />,
      fakeKubedcApi(),
    );
    expect(
      await screen.findByText(
        'The template asks for the versions of “oracle”, which the platform does not offer.',
      ),
    ).toBeInTheDocument();
  });

  it('refuses a version that is not offered', async () => {
    const api = fakeKubedcApi();
    const options = { for: 'postgresql' };
    expect(await errorsOf(validateVersion, '9.6', { api, options })).toEqual([
      '9.6 is not offered. Offered are 17, 16.',
    ]);
    expect(
      await errorsOf(validateVersion, undefined, { api, options }),
    ).toEqual(['Choose a version']);
    expect(await errorsOf(validateVersion, '16', { api, options })).toEqual([]);
  });

  it('asks the installation that the form names', async () => {
    const api = fakeKubedcApi();
    const formData = { installation: 'lab' };
    const options = { for: 'postgresql' };
    renderWithApi(
      <FieldHarness field={VersionPicker} options={options} form={formData} />,
      api,
    );
    await screen.findByRole('button', { name: /newest/ });
    expect(api.getOffers.mock.calls).toEqual([['lab']]);
    await errorsOf(validateVersion, '17', { api, options, formData });
    expect(api.getOffers.mock.calls).toEqual([['lab'], ['lab']]);
  });
});
