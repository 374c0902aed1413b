import { readOptions } from './options';

describe('readOptions', () => {
  it('measures two sizes on both databases and beside other ways unless told otherwise', () => {
    expect(readOptions([])).toEqual({
      objects: [1_000, 10_000],
      databases: ['postgres', 'sqlite'],
      apiServer: 'real',
      ways: ['module', 'polling', 'ingestor'],
      processing: true,
      patienceMs: 600_000,
      json: undefined,
    });
  });

  it('takes what it is told', () => {
    expect(
      readOptions([
        ...['--objects', '1000,50000', '--databases', 'sqlite'],
        ...['--apiserver', 'embedded', '--ways', 'polling,module'],
        ...['--no-processing', '--patience', '0.5', '--json', 'out.json'],
      ]),
    ).toEqual({
      objects: [1_000, 50_000],
      databases: ['sqlite'],
      apiServer: 'embedded',
      ways: ['polling', 'module'],
      processing: false,
      patienceMs: 30_000,
      json: 'out.json',
    });
  });

  it.each([
    [['--objects', 'many'], '--objects'],
    [['--objects', '10'], '--objects'],
    [['--databases', 'oracle'], '--databases'],
    [['--apiserver', 'other'], '--apiserver'],
    [['--ways', 'module,'], '--ways'],
    [['--patience', '0'], '--patience'],
    [['--patience', 'a while'], '--patience'],
    [['--colour', 'red'], '--colour'],
  ])('says which option it does not take: %j', (args, named) => {
    expect(() => readOptions(args)).toThrow(named);
  });
});
