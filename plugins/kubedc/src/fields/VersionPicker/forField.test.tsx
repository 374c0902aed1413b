import { screen } from '@testing-library/react';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  renderWithApi,
} from '../../__testUtils__';
import { validateVersion, VersionPicker } from '.';

const options = { forField: 'engine' };

describe('KubeDcVersionPicker in a form with a choice of engines', () => {
  it.each([
    ['postgresql', '17'],
    ['mariadb', '11.4'],
  ])('starts with the newest version of %s', async (engine, newest) => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={VersionPicker}
        options={options}
        form={{ engine }}
        onValue={onValue}
      />,
      fakeKubedcApi(),
    );
    await screen.findByRole('button', { name: new RegExp(newest) });
    expect(onValue).toHaveBeenLastCalledWith(newest);
  });

  it('replaces a version when the engine changes', async () => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness
        field={VersionPicker}
        initial="17"
        options={options}
        form={{ engine: 'mariadb' }}
        onValue={onValue}
      />,
      fakeKubedcApi(),
    );
    await screen.findByRole('button', { name: /11\.4/ });
    expect(onValue).toHaveBeenLastCalledWith('11.4');
  });

  it('checks against the chosen engine', async () => {
    const api = fakeKubedcApi();
    const check = (engine: string) =>
      errorsOf(validateVersion, '17', { api, options, formData: { engine } });
    expect(await check('postgresql')).toEqual([]);
    expect(await check('mariadb')).toHaveLength(1);
  });
});
