import { parseTarget } from '../handlers/requestTarget';
import { notesOf, parseJson } from './parseJson';
import { parseYaml } from './parseYaml';

const yaml = (text: string) => parseYaml(Buffer.from(text));

describe('parseJson', () => {
  it('notes fields given twice and numbers that are not plain', () => {
    const value = parseJson('{"a":{"b":1.0,"b":[1,2e3]},"c":"1.5"}');
    const notes = notesOf(value);
    expect(notes?.duplicates).toEqual(['a.b']);
    expect(notes?.numbers).toEqual([
      { path: ['a', 'b'], literal: '1.0' },
      { path: ['a', 'b', 1], literal: '2e3' },
    ]);
    expect(notesOf(parseJson('{"a":1}'))).toBeUndefined();
  });

  it('puts objects of one field together as Go does for a struct', () => {
    const value = parseJson(
      '{"m":{"a":1,"o":{"x":"}"}},"m":{"b":[{}],"o":{}}}',
    );
    expect(value).toEqual({ m: { b: [{}], o: {} } });
    expect(notesOf(value)?.merged?.()).toEqual({
      m: { a: 1, b: [{}], o: { x: '}' } },
    });
  });

  it('replaces halves of characters, but no whole ones', () => {
    expect(parseJson('["\\ud800","\\ud83d\\ude00","\\\\ud800"]')).toEqual([
      '\ufffd',
      '\u{1f600}',
      '\\ud800',
    ]);
  });

  it('drops __proto__ however it is written', () => {
    expect(
      Object.keys(parseJson('{"\\u005f_proto__":{"a":1},"b":1}') as object),
    ).toEqual(['b']);
  });

  it('refuses what is nested too deeply or too large a number', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    expect(() => parseJson(deep)).toThrow('exceeded max depth');
    expect(() => parseJson('[1e400]')).toThrow('cannot unmarshal number 1e400');
  });
});

describe('parseYaml', () => {
  it('reads YAML 1.1', () => {
    expect(
      yaml('a: yes\nb: 012\nc: 0x1F\nd: 2020-01-02\ne: "yes"\nf: 1_000\ng: ~'),
    ).toEqual({
      ...{ a: true, b: 10, c: 31, d: '2020-01-02' },
      ...{ e: 'yes', f: 1000, g: null },
    });
    expect(yaml('p: &p {a: 1}\nq: {<<: *p, b: 2}\n---\nz: 1')).toEqual({
      p: { a: 1 },
      q: { a: 1, b: 2 },
    });
  });

  it.each([
    ['&a [*a]', 'contains itself'],
    ['a: *b', 'unknown anchor'],
    ['? [a]\n: b', 'invalid map key'],
    ['a: "\0"', 'control characters'],
    ['a: .inf', 'unsupported value'],
  ])('refuses %j', (text, why) => {
    expect(() => yaml(text)).toThrow(why);
  });

  it('does not become huge through aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) {
      const aliases = Array.from({ length: 10 }, () => `*a${i - 1}`);
      lines.push(`a${i}: &a${i} [${aliases.join(', ')}]`);
    }
    expect(() => yaml(lines.join('\n'))).toThrow('excessive aliasing');
  });
});

describe('parseTarget', () => {
  it('keeps dots, decodes once, and leaves malformed pairs out', () => {
    const target = parseTarget('/a/../b%2541?x=1&y=%zz&z=a+b&w;v');
    expect(target?.path).toBe('/a/../b%41');
    expect([...(target?.query ?? [])]).toEqual([
      ['x', '1'],
      ['z', 'a b'],
    ]);
  });

  it('refuses a malformed path', () => {
    expect(parseTarget('/%zz')).toBeUndefined();
    expect(parseTarget('*')).toBeUndefined();
  });
});
