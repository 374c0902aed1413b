import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  errorsOf,
  fakeKubedcApi,
  FieldHarness,
  renderWithApi,
} from '../../__testUtils__';
import { ObjectName, validateObjectName } from '.';

describe('KubeDcObjectName', () => {
  it('says what is wrong while one types, and how to put it right', async () => {
    renderWithApi(<FieldHarness field={ObjectName} />, fakeKubedcApi());
    const input = await screen.findByRole('textbox', { name: /Name/ });

    await userEvent.type(input, 'Web-1');
    expect(screen.getByText('Use lower case: web-1')).toBeInTheDocument();
    expect(input).toHaveAttribute('aria-invalid', 'true');

    await userEvent.clear(input);
    await userEvent.type(input, 'web-1');
    expect(screen.queryByText(/Use lower case/)).not.toBeInTheDocument();
    expect(input).not.toHaveAttribute('aria-invalid', 'true');
  });

  it('shows what the object will be called in full', async () => {
    renderWithApi(
      <FieldHarness
        field={ObjectName}
        initial="web-1"
        options={{ kind: 'virtualMachine' }}
        form={{ project: 'acme/prod' }}
      />,
      fakeKubedcApi(),
    );
    expect(
      await screen.findByText(
        'Will be made as virtual machine acme/prod/web-1',
      ),
    ).toBeInTheDocument();
  });

  it.each([
    [undefined, 'Enter a name'],
    ['', 'Enter a name'],
    ['Web-1', 'Use lower case: web-1'],
    ['My Shop_', 'Use lower case: my-shop'],
    ['web_1', 'Use lower case letters, digits and hyphens, without “_”'],
    ['web 1', 'Use lower case letters, digits and hyphens, without “ ”'],
    ['-web', 'Start and end with a letter or a digit'],
    ['web-', 'Start and end with a letter or a digit'],
    ['a'.repeat(64), 'Use at most 63 characters; this has 64'],
  ])('refuses %p', async (value, message) => {
    expect(await errorsOf(validateObjectName, value)).toEqual([message]);
  });

  it.each(['a', 'web-1', '1a', 'a'.repeat(63)])('takes %p', async value => {
    expect(await errorsOf(validateObjectName, value)).toEqual([]);
  });

  it('keeps to the length of the kind', async () => {
    expect(
      await errorsOf(validateObjectName, 'a-long-cluster', {
        options: { maxLength: 12 },
      }),
    ).toEqual(['Use at most 12 characters; this has 14']);
  });
});
