import {
  formatBytes,
  formatCores,
  formatLimit,
  isQuantity,
  parseQuantity,
} from '.';

/** A small generator, so that every run tries the same values and a failure can be repeated. */
function* numbers(count: number): Generator<number> {
  let state = 42;
  for (let index = 0; index < count; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state;
  }
}

const FACTORS: Record<string, number> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

describe('parseQuantity', () => {
  it.each([
    ['2', 2],
    ['0', 0],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['-1', -1],
    ['500m', 0.5],
    ['100m', 0.1],
    ['250u', 0.00025],
    ['1n', 1e-9],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1.5e-3', 0.0015],
    ['1E', 1e18],
    ['1024Ki', 2 ** 20],
    ['63.6Gi', 63.6 * 2 ** 30],
    ['20G', 20e9],
    ['512M', 512e6],
    [' 4Gi ', 4 * 2 ** 30],
    [3, 3],
  ])('reads %p', (value, expected) => {
    expect(parseQuantity(value)).toBeCloseTo(expected, 12);
  });

  it.each([
    '',
    ' ',
    'Gi',
    '.',
    '1 Gi',
    '1gi',
    '1K',
    '0x10',
    '1e',
    '1ee3',
    '1e3Ki',
    'NaN',
    'Infinity',
    '1e999',
    NaN,
    Infinity,
    null,
    undefined,
    {},
    [],
    true,
  ])('refuses %p', value => {
    expect(parseQuantity(value)).toBeUndefined();
    expect(isQuantity(value)).toBe(false);
  });

  it('multiplies by its suffix, whatever the number', () => {
    for (const number of numbers(200)) {
      for (const [suffix, factor] of Object.entries(FACTORS)) {
        expect(parseQuantity(`${number}${suffix}`)).toBe(number * factor);
      }
    }
  });

  it('reads thousandths as exactly as they are written', () => {
    for (const number of numbers(200)) {
      expect(parseQuantity(`${number % 100_000}m`)).toBe(
        (number % 100_000) / 1000,
      );
    }
  });

  it('grows with its number', () => {
    for (const number of numbers(200)) {
      for (const suffix of Object.keys(FACTORS)) {
        const small = parseQuantity(`${number}${suffix}`);
        const large = parseQuantity(`${number * 2 + 1}${suffix}`);
        expect(large).toBeGreaterThan(small!);
      }
    }
  });

  it.each(['1', '1.', '1e', ' '])(
    'reads a long text of %p that is no quantity in one go',
    part => {
      // Where it had to be read again for each of its characters, this would not end within the test's time.
      expect(parseQuantity(`1${part.repeat(300_000)}x`)).toBeUndefined();
    },
  );
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [2 ** 30, '1 GiB'],
    [20e9, '18.6 GiB'],
    [2 ** 30 - 1, '1 GiB'],
    [2 ** 60, '1 EiB'],
    [2 ** 70, '1024 EiB'],
    [-1536, '-1.5 KiB'],
    [null, '–'],
    [undefined, '–'],
    [NaN, '–'],
  ])('writes %p as %p', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });

  it('stays within half a decimal of the amount and below 1024 of a unit', () => {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    for (const number of numbers(500)) {
      const [amount, unit] = formatBytes(number).split(' ');
      const factor = 1024 ** units.indexOf(unit);
      expect(Number(amount)).toBeLessThan(1024);
      expect(Math.abs(Number(amount) * factor - number)).toBeLessThanOrEqual(
        0.0501 * factor,
      );
    }
  });
});

describe('formatLimit', () => {
  it.each([
    ['20G', '20 GB'],
    ['1G', '1 GB'],
    ['512M', '512 MB'],
    ['2500M', '2.5 GB'],
    ['3T', '3 TB'],
    ['20Gi', '20 GiB'],
    ['1000Mi', '1000 MiB'],
    // Neither in decimal nor in binary units a round number.
    ['1234567', '1.2 MiB'],
    ['1234M', '1.1 GiB'],
    ['500k', '488.3 KiB'],
    ['0', '0 B'],
  ])('writes %s as %s', (quantity, expected) => {
    expect(formatLimit(parseQuantity(quantity))).toBe(expected);
  });

  it('leaves an unknown amount unknown', () => {
    expect([null, undefined, NaN].map(formatLimit)).toEqual(['–', '–', '–']);
  });
});

describe('formatCores', () => {
  it.each([
    [4, '4'],
    [0.5, '0.5'],
    [0.1 + 0.2, '0.3'],
    [null, '–'],
    [undefined, '–'],
  ])('writes %p as %p', (cores, expected) => {
    expect(formatCores(cores)).toBe(expected);
  });
});
