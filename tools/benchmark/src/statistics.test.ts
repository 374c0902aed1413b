import { percentile, untilTrue } from './statistics';

describe('percentile', () => {
  it('is a value that was measured, whatever their order', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(percentile(values, 0.5)).toBe(10);
    expect(percentile(values, 0.95)).toBe(19);
    expect(percentile([7], 0.95)).toBe(7);
    expect(values[0]).toBe(20);
  });
});

describe('untilTrue', () => {
  it('gives up with an error', async () => {
    await expect(
      untilTrue(() => false, { everyMs: 1, patienceMs: 5 }),
    ).rejects.toThrow('Nothing came of it');
  });
});
