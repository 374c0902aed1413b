import { mockServices } from '@backstage/backend-test-utils';
import { readRetention } from './readRetention';

const DAY = 24 * 3_600_000;

describe('readRetention', () => {
  it.each<[string, object, number]>([
    ['nothing', {}, 90 * DAY],
    ['an object', { audit: { retention: { weeks: 2 } } }, 14 * DAY],
    ['a short text', { audit: { retention: '30d' } }, 30 * DAY],
    ['an ISO text', { audit: { retention: 'P10D' } }, 10 * DAY],
  ])('reads %s', (_, kubedc, expected) => {
    const config = mockServices.rootConfig({ data: { kubedc } as never });
    expect(readRetention(config)).toBe(expected);
  });

  it.each([{ days: 0 }, 'forever', { moons: 3 }])(
    'refuses %p and names the key',
    retention => {
      const config = mockServices.rootConfig({
        data: { kubedc: { audit: { retention } } } as never,
      });
      expect(() => readRetention(config)).toThrow('kubedc.audit.retention');
    },
  );
});
