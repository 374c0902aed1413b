import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FactView } from './FactView';

describe('FactView', () => {
  it.each([
    ['bytes', 1.5 * 2 ** 30, '1.5 GiB'],
    ['cores', 0.5, '0.5'],
    ['number', 1234, (1234).toLocaleString()],
    ['boolean', false, 'No'],
    ['text', 'Debian 12', 'Debian 12'],
    ['cores', null, '–'],
    ['text', undefined, '–'],
  ] as const)('shows %s %s as %s', async (type, value, text) => {
    renderInTestApp(<FactView fact={{ title: 'Fact', type }} value={value} />);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('copies an address', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    renderInTestApp(
      <FactView
        fact={{ title: 'Private address', type: 'address' }}
        value="10.1.0.12"
        copyable
      />,
    );
    await user.click(
      await screen.findByRole('button', { name: 'Copy Private address' }),
    );
    expect(writeText).toHaveBeenCalledWith('10.1.0.12');
    expect(
      await screen.findByRole('button', { name: 'Private address copied' }),
    ).toBeInTheDocument();
  });
});
