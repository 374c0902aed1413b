import { tokenFile } from './tokenFile';

describe('tokenFile', () => {
  it('quotes what CSV gives a meaning', () => {
    expect(
      tokenFile([
        { token: 'a', user: 'one, "two"', groups: ['x', 'y"z'], uid: 'u' },
        { token: 'b', user: 'plain', groups: [] },
      ]),
    ).toBe('"a","one, ""two""","u","x,y""z"\n"b","plain","1",""\n');
  });

  it('refuses a group that it cannot hold', () => {
    expect(() =>
      tokenFile([{ token: 'a', user: 'alice', groups: ['x,y'] }]),
    ).toThrow('the group "x,y" of alice has a comma or line break');
  });
});
