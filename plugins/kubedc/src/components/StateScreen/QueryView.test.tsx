import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { refusal } from '../../__testUtils__';
import { QueryView } from './QueryView';

type Query = React.ComponentProps<typeof QueryView<string>>['query'];

function view(query: Partial<Query>) {
  renderInTestApp(
    <QueryView<string>
      query={query as Query}
      skeleton={<div role="progressbar" />}
    >
      {data => <p>{data}</p>}
    </QueryView>,
  );
}

describe('QueryView', () => {
  it('holds the place while loading', async () => {
    view({ data: undefined, error: null });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });

  it('keeps what was known and marks it as old', async () => {
    view({
      data: 'known',
      dataUpdatedAt: Date.now() - 120_000,
      error: new TypeError('Failed to fetch'),
    });
    expect(await screen.findByText('known')).toBeInTheDocument();
    expect(screen.getByText('This may be out of date')).toBeInTheDocument();
    expect(screen.getByText('2 minutes ago')).toBeInTheDocument();
  });

  it.each([
    [403, 'You may not see this'],
    [404, 'It is gone'],
  ])('does not keep what was known after a %s', async (status, title) => {
    view({ data: 'known', error: await refusal(status, 'no') });
    expect(
      await screen.findByRole('heading', { name: title }),
    ).toBeInTheDocument();
    expect(screen.queryByText('known')).not.toBeInTheDocument();
  });
});
