import { formatElapsed, formatRelative, formatSpan, parseTime } from './time';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('times', () => {
  it.each([
    ['2026-11-21T11:59:40Z', 'now', 'now'],
    ['2026-11-21T11:59:10Z', '1 minute ago', '1 min. ago'],
    ['2026-11-21T11:01:00Z', '59 minutes ago', '59 min. ago'],
    ['2026-11-21T09:30:00Z', '2 hours ago', '2 hr. ago'],
    ['2026-11-18T10:00:00Z', '3 days ago', '3 days ago'],
    ['2026-08-01T10:00:00Z', '3 months ago', '3 mo. ago'],
    ['2024-08-01T10:00:00Z', '2 years ago', '2 yr. ago'],
    ['2026-11-27T13:00:00Z', 'in 6 days', 'in 6 days'],
  ])('says %s as %s', (value, long, short) => {
    const time = parseTime(value)!;
    expect(formatRelative(time, now, false)).toBe(long);
    expect(formatRelative(time, now, true)).toBe(short);
  });

  it('knows what is no time', () => {
    expect(parseTime('yesterday')).toBeUndefined();
  });

  it.each([
    [-5, '0 sec'],
    [3_400, '3 sec'],
    [754_000, '12 min'],
    [3_723_000, '1 hr'],
    [200_000_000, '2 days'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(formatSpan(milliseconds)).toBe(text);
  });

  it.each([
    [0, '0:00'],
    [7_400, '0:07'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('shows %d ms as %s', (milliseconds, text) => {
    expect(formatElapsed(milliseconds)).toBe(text);
  });
});
