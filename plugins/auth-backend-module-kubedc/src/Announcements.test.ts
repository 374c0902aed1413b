import { Announcements } from './Announcements';

describe('Announcements', () => {
  let now = 0;
  const alice = { groups: ['group:acme/user'] };

  it('has news when somebody is new, changed, or was last told of long ago', () => {
    const announcements = new Announcements(() => now);
    expect(announcements.isDue('user:acme/alice', alice)).toBe(true);
    announcements.remember('user:acme/alice', alice);
    expect(announcements.isDue('user:acme/alice', { ...alice })).toBe(false);
    expect(announcements.isDue('user:acme/alice', { groups: [] })).toBe(true);
    expect(announcements.isDue('user:acme/bob', alice)).toBe(true);
    now += 10 * 60_000 - 1;
    expect(announcements.isDue('user:acme/alice', alice)).toBe(false);
    now += 1;
    expect(announcements.isDue('user:acme/alice', alice)).toBe(true);
  });

  it('forgets the oldest rather than grow without end', () => {
    const announcements = new Announcements(() => now);
    for (let i = 0; i <= 10_000; i++) {
      announcements.remember(`user:acme/${i}`, alice);
    }
    expect(announcements.isDue('user:acme/0', alice)).toBe(true);
    expect(announcements.isDue('user:acme/1', alice)).toBe(false);
  });
});
