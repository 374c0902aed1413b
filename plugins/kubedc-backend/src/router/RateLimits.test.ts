import { ConfigReader } from '@backstage/config';
import { readRequestLimits } from './RateLimits';

describe('readRequestLimits', () => {
  it('has standards, and takes what is configured', () => {
    expect(readRequestLimits(new ConfigReader({}))).toEqual({
      reads: 1200,
      writes: 120,
    });
    expect(
      readRequestLimits(
        new ConfigReader({
          kubedc: { limits: { readsPerMinute: 60, writesPerMinute: 6 } },
        }),
      ),
    ).toEqual({ reads: 60, writes: 6 });
  });

  it.each([0, -1, 1.5])('refuses %s and names the key', limit => {
    const config = new ConfigReader({
      kubedc: { limits: { writesPerMinute: limit } },
    });

    expect(() => readRequestLimits(config)).toThrow(
      'kubedc.limits.writesPerMinute must be a whole number above 0',
    );
  });
});
