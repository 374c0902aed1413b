import { AuthenticationError } from '@backstage/errors';
import { unwrapRefreshToken, wrapRefreshToken } from './selection';

const SESSION = '6a9a4f8e-0000-4000-8000-000000000000';

describe('a refresh token with its realm', () => {
  it.each([
    ['zurich', 'acme', 'token'],
    ['Zürich 1', 'a b', 'token with blanks'],
    ['100%', 'acme', 'a.b.c'],
  ])('comes back as it went: %s, %s', (installation, organization, token) => {
    const handle = {
      selection: { installation, organization },
      session: SESSION,
    };
    expect(unwrapRefreshToken(wrapRefreshToken(handle, token))).toEqual({
      ...handle,
      token,
    });
  });

  it.each([
    '',
    'token',
    `zurich acme ${SESSION}`,
    `zurich acme no-session token`,
    ` acme ${SESSION} token`,
    `%E0%A4%A acme ${SESSION} token`,
  ])('is refused as a session that is over, not as a failure: %j', wrapped => {
    expect(() => unwrapRefreshToken(wrapped)).toThrow(AuthenticationError);
  });
});
