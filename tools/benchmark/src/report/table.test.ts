import type { Run } from './figures';
import { missesOf, tableOf, unendedOf } from './table';

const run = (figures: Run['figures']): Run => ({
  way: 'Kube-DC module',
  objects: 1_000,
  database: 'SQLite in memory',
  apiServer: 'embedded API server',
  figures,
});

describe('tableOf', () => {
  it('has a line for each figure, a column for each run, and marks what misses its bar', () => {
    const table = tableOf(
      [
        run({ firstLoad: 1_234, changeP95: 1_600 }),
        run({ firstLoad: 20_001, changeP95: null }),
      ],
      ({ database }) => [database],
      { bars: true },
    );
    expect(table.split('\n').map(line => line.split(/\s{2,}/))).toEqual([
      ['', 'SQLite in memory', 'SQLite in memory', 'bar'],
      [
        'first load, until the catalog was given all',
        '1.23 s',
        '20.00 s !',
        '<= 20.00 s',
      ],
      ['change until shown, p95', '1.60 s !', 'never !', '<= 1.50 s'],
    ]);
  });

  it('shows what was not measured as that, and only what is asked for', () => {
    const table = tableOf(
      [run({ firstLoad: 1, idleLists: 0 }), run({ firstLoad: 2 })],
      () => ['way'],
      { bars: false, only: ['idleLists'] },
    );
    expect(table).toContain('lists a minute, nothing changes    0    -');
    expect(table).not.toContain('first load');
  });
});

describe('missesOf', () => {
  it('names what exceeds its bar, not what is equal to it', () => {
    expect(missesOf(run({ idleLists: 0, changeP95: 1_500 }))).toEqual([]);
    expect(
      missesOf(
        run({
          firstLoad: { notEndedMs: 150_000, done: 0, of: 1_000 },
          idleLists: 3,
          changeP95: null,
        }),
      ),
    ).toEqual([
      'first load, until the catalog was given all (> 2.5 min, <= 20.00 s)',
      'lists a minute, nothing changes (3, <= 0)',
      'change until shown, p95 (never, <= 1.50 s)',
    ]);
  });
});

describe('unendedOf', () => {
  it('says how far got what was given up, and nothing of what ended or never came', () => {
    const processed = { notEndedMs: 600_090, done: 23_456, of: 50_010 };
    const given = run({ firstLoad: 1, processed, changeP95: null });
    expect(unendedOf(given)).toEqual([
      "the catalog's own processing of it: not ended after 10 min, with 23,456 of 50,010",
    ]);
    expect(tableOf([given], () => ['way'], { bars: false })).toMatch(
      /own processing of it +> 10 min\n/,
    );
  });
});
