import { canonicalQuantity, Quantity } from './quantity';

describe('Quantity', () => {
  it.each([
    ['0', '0'],
    ['000', '0'],
    ['-0', '0'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['5.', '5'],
    ['+5', '5'],
    ['-5', '-5'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['1023Mi', '1023Mi'],
    ['0.5Ki', '512'],
    ['1Ki', '1Ki'],
    ['0.1Ki', '102400m'],
    ['1000', '1k'],
    ['1500000', '1500k'],
    ['1e3', '1e3'],
    ['15e2', '1500'],
    ['1E6', '1e6'],
    ['1E', '1E'],
    ['1n', '1n'],
    ['0.1n', '1n'],
    ['16Ei', '9223372036854775807'],
  ])('writes %s as %s', (text, expected) => {
    expect(canonicalQuantity(text)).toBe(expected);
  });

  it('refuses what is no quantity', () => {
    for (const text of ['', 'x', '1.2.3', '1 Gi', '1gi', '1Zi', '--1', '1e']) {
      expect(() => Quantity.parse(text)).toThrow('quantities must match');
    }
  });

  it('adds and takes away exactly', () => {
    const sum = Quantity.parse('0.1').plus(Quantity.parse('0.2'));
    expect(String(sum)).toBe('300m');
    const rest = Quantity.parse('1Gi').minus(Quantity.parse('1'));
    expect(String(rest)).toBe('1073741823');
    expect(String(Quantity.ZERO.plus(Quantity.parse('2Gi')))).toBe('2Gi');
  });

  it('compares amounts that are written differently', () => {
    const compare = (a: string, b: string) =>
      Quantity.parse(a).compare(Quantity.parse(b));
    expect(compare('1Gi', '1024Mi')).toBe(0);
    expect(compare('1G', '1Gi')).toBe(-1);
    expect(compare('1', '999m')).toBe(1);
  });
});
