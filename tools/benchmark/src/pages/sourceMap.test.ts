import { bySource } from './sourceMap';

describe('bySource', () => {
  it('tells the sources of a script apart, to the last character', () => {
    // a: columns 0 to 3, nothing: to 5, b: the rest, in the second line a again.
    const map = { sources: ['a.js', 'b.js'], mappings: 'AAAA,G,ECAA;ADCA' };
    expect(bySource('aaa--bb\naa', map)).toEqual(
      new Map([
        ['', '--'],
        ['a.js', 'aaaaa'],
        ['b.js', 'bb'],
      ]),
    );
  });

  it('reads numbers of several digits, forwards and backwards', () => {
    const map = {
      sources: Array.from({ length: 40 }, (_, index) => `${index}.js`),
      mappings: 'AuCAA,oCvCAA',
    };
    const parts = bySource('x'.repeat(50), map);
    expect(parts.get('39.js')).toHaveLength(36);
    expect(parts.get('0.js')).toHaveLength(14);
  });
});
