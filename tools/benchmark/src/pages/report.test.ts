import { pageTable } from './report';

describe('pageTable', () => {
  it('has what was measured with its bar, and marks what exceeds it', () => {
    const table = pageTable({
      listWorst: 1_000,
      liveWorst: 50.6,
      scripts: 61 * 1024,
      scriptsOwn: 512,
    });
    expect(table.split('\n').map(line => line.split(/\s{2,}/))).toEqual([
      ['list, answer until interactive, at worst', '1000 ms', '<= 1000 ms'],
      ['list, a change, answer until shown, at worst', '51 ms !', '<= 50 ms'],
      [
        "catalog page with a card: the plugin's scripts, gzipped",
        '61.0 KB !',
        '<= 60.0 KB',
      ],
      ['', 'of which only with the card', '0.5 KB'],
    ]);
  });
});
