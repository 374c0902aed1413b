import { mockApis } from '@backstage/frontend-test-utils';
import { OAuthRequestManager } from '@backstage/core-app-api';
import { KubedcAuth } from './KubedcAuth';

function sessionOf(userEntityRef: string, expiresInSeconds = 3600) {
  return {
    profile: { displayName: userEntityRef },
    providerInfo: {
      accessToken: `access ${userEntityRef}`,
      idToken: `id ${userEntityRef}`,
      scope: 'openid profile email',
      expiresInSeconds,
    },
    backstageIdentity: {
      token: `token ${userEntityRef}`,
      expiresInSeconds,
      identity: { type: 'user', userEntityRef, ownershipEntityRefs: [] },
    },
  };
}

describe('KubedcAuth', () => {
  const openPopup = jest.fn();
  const fetchMock = jest.spyOn(global, 'fetch');
  const answer = (status: number, body: unknown) =>
    fetchMock.mockImplementationOnce(
      async () =>
        ({
          ok: status < 400,
          status,
          statusText: `status ${status}`,
          json: async () => body,
        } as Response),
    );

  beforeEach(() => {
    openPopup.mockReset();
    fetchMock.mockReset();
    window.localStorage.clear();
  });

  afterAll(() => fetchMock.mockRestore());

  function createAuth() {
    return new KubedcAuth({
      configApi: mockApis.config({ data: { auth: { environment: 'test' } } }),
      discoveryApi: mockApis.discovery({ baseUrl: 'http://portal' }),
      oauthRequestApi: new OAuthRequestManager(),
      openPopup,
    });
  }

  const acme = { installation: 'zurich', organization: 'acme' };

  it('opens the window of the chosen realm and remembers the choice', async () => {
    openPopup.mockResolvedValue(sessionOf('user:acme/alice'));
    const auth = createAuth();
    const { token } = await auth.signInWith(acme);
    expect(token).toBe('token user:acme/alice');
    const url = new URL(openPopup.mock.calls[0][0].url);
    expect(url.pathname).toBe('/api/auth/kubedc/start');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      env: 'test',
      flow: 'popup',
      installation: 'zurich',
      organization: 'acme',
      origin: window.location.origin,
      scope: 'openid profile email',
    });
    expect(createAuth().lastChoice()).toEqual(acme);
  });

  it('starts a new session at the chosen realm although an old one could be restored', async () => {
    openPopup.mockResolvedValue(sessionOf('user:acme/alice'));
    const auth = createAuth();
    await auth.signInWith(acme);
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('restores a session by refreshing it', async () => {
    answer(200, sessionOf('user:acme/alice'));
    const identity = await createAuth().getBackstageIdentity({
      optional: true,
    });
    expect(identity?.identity.userEntityRef).toBe('user:acme/alice');
    const [url, init] = fetchMock.mock.calls[0];
    expect(String(url)).toContain('/api/auth/kubedc/refresh?');
    expect(init).toMatchObject({
      credentials: 'include',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
  });

  it('has no session when the backend has none, and opens nothing', async () => {
    answer(401, {});
    await expect(
      createAuth().getBackstageIdentity({ optional: true }),
    ).resolves.toBeUndefined();
    expect(openPopup).not.toHaveBeenCalled();
  });

  it('refreshes a session before it ends', async () => {
    openPopup.mockResolvedValue(sessionOf('user:acme/alice', 60));
    const auth = createAuth();
    // Too short-lived to be used as it is, so it is refreshed at once.
    answer(200, sessionOf('user:acme/alice', 3600));
    await auth.signInWith(acme);
    await expect(auth.getAccessToken()).resolves.toBe('access user:acme/alice');
    expect(fetchMock).toHaveBeenCalledTimes(1);
  });

  it("passes the backend's refusal on and remembers nothing", async () => {
    openPopup.mockResolvedValue({
      error: { name: 'NotAllowedError', message: 'another organization' },
    });
    const auth = createAuth();
    await expect(auth.signInWith(acme)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'another organization',
    });
    expect(auth.lastChoice()).toBeUndefined();
  });

  it('signs out at the backend', async () => {
    answer(200, {});
    await createAuth().signOut();
    expect(String(fetchMock.mock.calls[0][0])).toContain('/kubedc/logout');
    expect(fetchMock.mock.calls[0][1]?.method).toBe('POST');
  });

  it('takes a spoilt memory for none', () => {
    window.localStorage.setItem('kubedc.signIn', '{"organization":7');
    expect(createAuth().lastChoice()).toBeUndefined();
  });
});
