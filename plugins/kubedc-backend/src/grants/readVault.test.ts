import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { ConfigReader } from '@backstage/config';
import { readVault } from './readVault';

const SECRET = 'at least thirty-two characters long';
const OTHER = 'another one of thirty-two characters';

function read(data: JsonObject, needed = true) {
  const logger = mockServices.logger.mock();
  return {
    logger,
    vault: readVault(new ConfigReader(data), { logger, needed }),
  };
}

/** Whether a portal of the second configuration opens what one of the first has sealed. */
function opens(first: JsonObject, second: JsonObject): boolean {
  const sealed = read(first).vault.seal('token', ['for']);
  return read(second).vault.open(sealed, ['for']) === 'token';
}

const grants = (...keys: string[]) => ({ kubedc: { grants: { keys } } });
const session = (secret: string) => ({ auth: { session: { secret } } });
const plugins = (secret: string) => ({
  backend: { auth: { keys: [{ secret }] } },
});

describe('readVault', () => {
  it('takes keys of its own first, then what replicas share anyway', () => {
    expect(opens(grants(SECRET), { ...grants(SECRET), ...session('x') })).toBe(
      true,
    );
    expect(opens(plugins('p'), { ...plugins('p'), ...session('x') })).toBe(
      true,
    );
    expect(opens(session('s'), session('s'))).toBe(true);
    expect(opens(session('s'), session('t'))).toBe(false);
  });

  it('lets keys be changed', () => {
    expect(opens(grants(SECRET), grants(OTHER, SECRET))).toBe(true);
    expect(opens(grants(SECRET), grants(OTHER))).toBe(false);
  });

  it('refuses a short key by its place, without repeating it', () => {
    expect(() => read(grants(SECRET, 'short'))).toThrow(
      new Error('kubedc.grants.keys[1] must have at least 32 characters'),
    );
  });

  it('warns where tasks will stop because replicas share nothing', () => {
    expect(opens({}, {})).toBe(false);
    expect(read({}).logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('auth.session.secret'),
    );
    expect(read({}, false).logger.warn).not.toHaveBeenCalled();
    expect(read(session('s')).logger.warn).not.toHaveBeenCalled();
  });
});
