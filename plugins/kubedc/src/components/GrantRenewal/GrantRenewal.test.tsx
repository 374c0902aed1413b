import { waitFor } from '@testing-library/react';
import { fakeKubedcApi, renderWithApi } from '../../__testUtils__';
import { GrantRenewal } from './GrantRenewal';

describe('GrantRenewal', () => {
  it('keeps grants as long as it is there', async () => {
    const letGo = jest.fn();
    const keepGrants = jest.fn(() => letGo);
    const { unmount } = renderWithApi(
      <GrantRenewal />,
      fakeKubedcApi({ keepGrants }),
    );
    await waitFor(() => expect(keepGrants).toHaveBeenCalledTimes(1));
    expect(letGo).not.toHaveBeenCalled();
    unmount();
    expect(letGo).toHaveBeenCalledTimes(1);
  });
});
