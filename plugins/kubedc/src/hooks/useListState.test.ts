import { formatListState, parseListState } from './useListState';

describe('state of a list in the URL', () => {
  it('is empty for the defaults', () => {
    expect(formatListState(parseListState(new URLSearchParams()))).toEqual({});
  });

  it('comes back as it was written', () => {
    const text =
      'q=web&project=acme%2Fprod&health=error&sort=-name&page=3&size=50';
    const state = parseListState(new URLSearchParams(text));
    expect(state).toEqual({
      search: 'web',
      project: 'acme/prod',
      health: 'error',
      sort: 'name',
      order: 'desc',
      offset: 100,
      pageSize: 50,
    });
    expect(String(new URLSearchParams(formatListState(state)))).toBe(text);
  });

  it.each(['health=purple', 'page=-2', 'page=1.5', 'size=7'])(
    'takes %s as not given',
    text => {
      expect(
        formatListState(parseListState(new URLSearchParams(text))),
      ).toEqual({});
    },
  );
});
