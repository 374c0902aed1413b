import { readOptions } from './options';

describe('readOptions', () => {
  it('measures one size on both databases and beside other ways unless told otherwise', () => {
    expect(readOptions([])).toEqual({
      objects: [5_000],
      databases: ['postgres', 'sqlite'],
      apiServer: 'real',
      compare: true,
      json: undefined,
    });
  });

  it('takes what it is told', () => {
    expect(
      readOptions([
        ...['--objects', '1000,50000', '--databases', 'sqlite'],
        ...['--apiserver', 'embedded', '--no-compare', '--json', 'out.json'],
      ]),
    ).toEqual({
      objects: [1_000, 50_000],
      databases: ['sqlite'],
      apiServer: 'embedded',
      compare: false,
      json: 'out.json',
    });
  });

  it.each([
    [['--objects', 'many'], '--objects'],
    [['--objects', '10'], '--objects'],
    [['--databases', 'oracle'], '--databases'],
    [['--apiserver', 'other'], '--apiserver'],
    [['--colour', 'red'], '--colour'],
  ])('says which option it does not take: %j', (args, named) => {
    expect(() => readOptions(args)).toThrow(named);
  });
});
