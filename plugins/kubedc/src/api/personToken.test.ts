import { mockApis } from '@backstage/frontend-test-utils';
import { tokenSourceOf } from './personToken';

const configOf = (identity?: string, oidc = {}) =>
  mockApis.config({
    data: {
      kubedc: {
        installations: {
          bern: {},
          zurich: { ...(identity && { identity }), oidc },
        },
      },
    },
  });

describe('tokenSourceOf', () => {
  const authApi = {
    getAccessToken: jest.fn(),
    getIdToken: jest.fn(),
    lastChoice: jest.fn(),
    sessionEnd: jest.fn(),
  };

  beforeEach(() => {
    jest.resetAllMocks();
    authApi.getAccessToken.mockResolvedValue('access');
    authApi.getIdToken.mockResolvedValue('id');
    authApi.lastChoice.mockReturnValue({
      installation: 'zurich',
      organization: 'acme',
    });
  });

  it('gives what the session gives where an installation takes tokens', async () => {
    const source = tokenSourceOf({ configApi: configOf('oidc'), authApi });
    await expect(source?.()).resolves.toBe('access');
    // Without a session nobody is asked to sign in by a list that reloads itself.
    expect(authApi.getAccessToken).toHaveBeenCalledWith(undefined, {
      optional: true,
    });
    expect(authApi.getIdToken).not.toHaveBeenCalled();
  });

  it('gives the ID token where the configuration says so', async () => {
    const configApi = configOf('oidc', { apiToken: 'idToken' });
    await expect(tokenSourceOf({ configApi, authApi })?.()).resolves.toBe('id');
  });

  it('gives no token of a session of another installation', async () => {
    authApi.lastChoice.mockReturnValue({
      installation: 'bern',
      organization: 'acme',
    });
    const source = tokenSourceOf({ configApi: configOf('oidc'), authApi });
    await expect(source?.()).resolves.toBeUndefined();
    expect(authApi.getAccessToken).not.toHaveBeenCalled();
  });

  it('gives nothing without a session', async () => {
    authApi.getAccessToken.mockResolvedValue('');
    const source = tokenSourceOf({ configApi: configOf('oidc'), authApi });
    await expect(source?.()).resolves.toBeUndefined();
  });

  it('waits for a new sign-in when the session is over', async () => {
    authApi.getAccessToken
      .mockResolvedValueOnce('')
      .mockResolvedValueOnce('after');
    authApi.sessionEnd.mockReturnValue({});
    const source = tokenSourceOf({ configApi: configOf('oidc'), authApi });
    await expect(source?.()).resolves.toBe('after');
    expect(authApi.getAccessToken).toHaveBeenLastCalledWith(undefined, {
      optional: false,
    });
  });

  it.each([undefined, 'impersonate', 'serviceAccount'])(
    'leaves the session alone where installations are of mode %s',
    identity => {
      const configApi = configOf(identity);
      expect(tokenSourceOf({ configApi, authApi })).toBeUndefined();
    },
  );

  it('leaves the session alone where nothing is configured', () => {
    const configApi = mockApis.config({ data: {} });
    expect(tokenSourceOf({ configApi, authApi })).toBeUndefined();
  });
});
