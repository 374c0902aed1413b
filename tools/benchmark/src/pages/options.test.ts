import { readPageOptions } from './options';

const portal = ['--url', 'http://localhost:1', '--sandbox', 'there'];

describe('readPageOptions', () => {
  it('fills the list with 10,000 machines unless told otherwise', () => {
    expect(readPageOptions(portal)).toEqual({
      url: 'http://localhost:1',
      sandbox: 'there',
      objects: 10_000,
      json: undefined,
    });
    expect(
      readPageOptions([...portal, '--objects', '50', '--json', 'a.json']),
    ).toMatchObject({ objects: 50, json: 'a.json' });
  });

  it.each([
    [[...portal, '--objects', '0'], '--objects'],
    [[...portal, '--objects', 'some'], '--objects'],
    [['--sandbox', 'there'], '--url'],
    [[...portal, '--colour', 'red'], '--colour'],
  ])('says which option it does not take: %j', (args, named) => {
    expect(() => readPageOptions(args)).toThrow(named);
  });
});
