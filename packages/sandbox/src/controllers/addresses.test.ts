import { AddressPool, rangeOf } from './addresses';

describe('AddressPool', () => {
  const range = rangeOf('10.0.0.0/29');

  it('gives the lowest free address, and the same one again', () => {
    const pool = new AddressPool();
    expect(pool.take('net', range, 'a')).toBe('10.0.0.2');
    expect(pool.take('net', range, 'b')).toBe('10.0.0.3');
    expect(pool.take('net', range, 'a')).toBe('10.0.0.2');
    expect(pool.take('other', range, 'c')).toBe('10.0.0.2');
    pool.release('net', 'a');
    expect(pool.take('net', range, 'd')).toBe('10.0.0.2');
  });

  it('leaves out what others have already, and ends when it is empty', () => {
    const pool = new AddressPool();
    pool.adopt('net', 'old', '10.0.0.2');
    const taken = ['a', 'b', 'c', 'd', 'e'].map(holder =>
      pool.take('net', range, holder),
    );
    expect(taken).toEqual([
      '10.0.0.3',
      '10.0.0.4',
      '10.0.0.5',
      '10.0.0.6',
      undefined,
    ]);
  });
});

describe('rangeOf', () => {
  it('begins behind the gateway', () => {
    const pool = new AddressPool();
    expect(pool.take('net', rangeOf('10.0.16.5/20', 9), 'a')).toBe(
      '10.0.16.10',
    );
  });

  it.each(['10.0.0.0', '10.0.0.0/31', '300.0.0.0/8', 'a.b.c.d/8'])(
    'refuses %s',
    text => {
      expect(() => rangeOf(text)).toThrow(`"${text}"`);
    },
  );
});
