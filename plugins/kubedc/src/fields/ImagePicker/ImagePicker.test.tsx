import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  renderWithApi,
} from '../../__testUtils__';
import { ImagePicker, validateImage } from '.';

describe('KubeDcImagePicker', () => {
  it('offers the images with the disk each needs', async () => {
    const onValue = jest.fn();
    renderWithApi(
      <FieldHarness field={ImagePicker} onValue={onValue} />,
      fakeKubedcApi(),
    );
    await screen.findByText('Select an image');
    await userEvent.click(
      screen.getByRole('button', { name: /Operating system/ }),
    );
    const windows = await screen.findByRole('option', { name: /Windows 11/ });
    expect(windows).toHaveTextContent('Needs a disk of at least 64 GiB');
    await userEvent.click(windows);
    expect(onValue).toHaveBeenLastCalledWith('windows-11');
  });

  it('offers those of the installation that the form names', async () => {
    const api = fakeKubedcApi();
    renderWithApi(
      <FieldHarness field={ImagePicker} form={{ installation: 'lab' }} />,
      api,
    );
    await screen.findByText('Select an image');
    expect(api.getImages.mock.calls).toEqual([['lab']]);
  });

  it('wants one chosen', async () => {
    expect(await errorsOf(validateImage, undefined)).toEqual([
      'Choose an operating system',
    ]);
    expect(await errorsOf(validateImage, 'windows-11')).toEqual([]);
  });
});
