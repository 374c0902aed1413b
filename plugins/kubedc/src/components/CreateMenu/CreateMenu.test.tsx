import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeKubedcApi, renderWithApi } from '../../__testUtils__';
import { CreateMenu } from './CreateMenu';

describe('CreateMenu', () => {
  it('has an entry for what one may create somewhere', async () => {
    const api = fakeKubedcApi({
      getRights: async questions =>
        questions.map(({ operation }) => ({
          allowed: operation === 'bucket:create',
        })),
    });
    renderWithApi(<CreateMenu />, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    const entries = await screen.findAllByRole('menuitem');
    expect(entries.map(({ textContent }) => textContent)).toEqual(['Bucket']);
    expect(api.getRights).toHaveBeenCalledTimes(1);
    expect(api.getRights.mock.calls[0][0]).toContainEqual({
      operation: 'vm:create',
    });
  });

  it('is not there for people who may create nothing', async () => {
    let answered: () => void = () => {};
    const done = new Promise<void>(resolve => (answered = resolve));
    renderWithApi(
      <>
        <CreateMenu />
        <p>The page</p>
      </>,
      fakeKubedcApi({
        getRights: async questions => {
          answered();
          return questions.map(() => ({ allowed: false, reason: 'no' }));
        },
      }),
    );
    await done;
    await screen.findByText('The page');
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });
});
