import { mockApis } from '@backstage/frontend-test-utils';
import { waitFor } from '@testing-library/react';
import { namedError } from './errors';
import { KubedcAuth } from './KubedcAuth';
import type { SessionChannel, SessionMessage } from './sessionChannel';

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

const acme = { installation: 'zurich', organization: 'acme' };
const alice = 'user:acme/alice';

describe('KubedcAuth', () => {
  const openPopup = jest.fn();
  const restart = jest.fn();
  const fetchMock = jest.spyOn(global, 'fetch');
  let windows: Array<(message: SessionMessage) => void>;

  /** The browser's channel: whatever one window posts, the others hear. */
  function channel(): SessionChannel {
    let own: (message: SessionMessage) => void = () => {};
    return {
      post: message =>
        windows.filter(each => each !== own).forEach(each => each(message)),
      listen: listener => {
        own = listener;
        windows.push(listener);
      },
    };
  }

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
    jest.useFakeTimers();
    openPopup.mockReset().mockResolvedValue(sessionOf(alice));
    restart.mockReset();
    fetchMock.mockReset();
    window.localStorage.clear();
    window.sessionStorage.clear();
    windows = [];
  });

  afterEach(() => jest.useRealTimers());
  afterAll(() => fetchMock.mockRestore());

  function createAuth() {
    return new KubedcAuth({
      configApi: mockApis.config({ data: { auth: { environment: 'test' } } }),
      discoveryApi: mockApis.discovery({ baseUrl: 'http://portal' }),
      openPopup,
      restart,
      channel: channel(),
    });
  }

  async function signedIn() {
    const auth = createAuth();
    await auth.signInWith(acme);
    return auth;
  }

  const hour = 3600_000;

  describe('signing in', () => {
    it('opens the window of the chosen realm and remembers the choice', async () => {
      const { token } = await createAuth().signInWith(acme);
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
      expect(fetchMock).not.toHaveBeenCalled();
      expect(createAuth().lastChoice()).toEqual(acme);
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

    it('takes a spoilt memory for none', () => {
      window.localStorage.setItem('kubedc.signIn', '{"organization":7');
      expect(createAuth().lastChoice()).toBeUndefined();
    });

    it('tells who asks whether somebody is signed in', async () => {
      const states: string[] = [];
      const auth = createAuth();
      const subscription = auth
        .sessionState$()
        .subscribe(state => states.push(state));
      await auth.signInWith(acme);
      answer(200, {});
      await auth.signOut();
      subscription.unsubscribe();
      await auth.signInWith(acme);
      expect(states).toEqual(['SignedOut', 'SignedIn', 'SignedOut']);
    });
  });

  describe('restoring', () => {
    it('restores a session by refreshing it', async () => {
      answer(200, sessionOf(alice));
      const identity = await createAuth().getBackstageIdentity({
        optional: true,
      });
      expect(identity?.identity.userEntityRef).toBe(alice);
      const [url, init] = fetchMock.mock.calls[0];
      expect(String(url)).toContain('/api/auth/kubedc/refresh?');
      expect(init).toMatchObject({
        credentials: 'include',
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      });
    });

    it('has no session when the backend has none, opens nothing and does not ask all the time', async () => {
      answer(401, {});
      const auth = createAuth();
      for (let i = 0; i < 3; i++) {
        await expect(
          auth.getBackstageIdentity({ optional: true }),
        ).resolves.toBeUndefined();
      }
      expect(fetchMock).toHaveBeenCalledTimes(1);
      expect(openPopup).not.toHaveBeenCalled();
      expect(restart).not.toHaveBeenCalled();
      expect(auth.sessionEnd()).toBeUndefined();
    });

    it('does not take a sign-in server that is away for the end of the session', async () => {
      const auth = createAuth();
      answer(503, {});
      await expect(
        auth.getBackstageIdentity({ optional: true }),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      fetchMock.mockRejectedValueOnce(new TypeError('no network'));
      await expect(
        auth.getBackstageIdentity({ optional: true }),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      answer(200, sessionOf(alice));
      await expect(
        auth.getBackstageIdentity({ optional: true }),
      ).resolves.toMatchObject({ token: 'token user:acme/alice' });
    });
  });

  describe('keeping the session', () => {
    it('refreshes it before it ends, once for all who ask', async () => {
      const auth = await signedIn();
      jest.setSystemTime(Date.now() + hour - 2 * 60_000);
      answer(200, {
        ...sessionOf(alice),
        providerInfo: {
          ...sessionOf(alice).providerInfo,
          accessToken: 'fresh',
          idToken: 'fresh id',
        },
      });
      await expect(
        Promise.all([
          auth.getAccessToken(),
          auth.getAccessToken(),
          auth.getIdToken(),
        ]),
      ).resolves.toEqual(['fresh', 'fresh', 'fresh id']);
      expect(fetchMock).toHaveBeenCalledTimes(1);
    });

    it('uses tokens that live for a minute for most of it', async () => {
      openPopup.mockResolvedValue(sessionOf(alice, 60));
      const auth = await signedIn();
      jest.setSystemTime(Date.now() + 35_000);
      await auth.getAccessToken();
      expect(fetchMock).not.toHaveBeenCalled();
      jest.setSystemTime(Date.now() + 2_000);
      answer(200, sessionOf(alice, 60));
      await auth.getAccessToken();
      expect(fetchMock).toHaveBeenCalledTimes(1);
    });

    it('refreshes it by itself while somebody looks at the page, and not else', async () => {
      const visibility = jest.spyOn(document, 'visibilityState', 'get');
      visibility.mockReturnValue('hidden');
      await signedIn();
      await jest.advanceTimersByTimeAsync(hour - 3 * 60_000 + 1000);
      expect(fetchMock).not.toHaveBeenCalled();

      answer(200, sessionOf(alice));
      visibility.mockReturnValue('visible');
      document.dispatchEvent(new Event('visibilitychange'));
      await jest.advanceTimersByTimeAsync(0);
      expect(fetchMock).toHaveBeenCalledTimes(1);

      answer(200, sessionOf(alice));
      await jest.advanceTimersByTimeAsync(hour - 2 * 60_000);
      expect(fetchMock).toHaveBeenCalledTimes(2);
      visibility.mockRestore();
    });

    it('hands out good tokens while the sign-in server is away, and tries again', async () => {
      const auth = await signedIn();
      fetchMock.mockRejectedValue(new TypeError('no network'));
      await jest.advanceTimersByTimeAsync(hour - 3 * 60_000 + 1000);
      await expect(auth.getAccessToken()).resolves.toBe(`access ${alice}`);
      expect(auth.sessionEnd()).toBeUndefined();

      fetchMock.mockReset();
      answer(200, sessionOf(alice));
      await jest.advanceTimersByTimeAsync(16_000);
      expect(fetchMock).toHaveBeenCalledTimes(1);
    });

    it('says that it cannot be reached when the tokens have ended meanwhile', async () => {
      const auth = await signedIn();
      fetchMock.mockRejectedValue(new TypeError('no network'));
      jest.setSystemTime(Date.now() + hour + 1);
      await expect(auth.getAccessToken()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
    });
  });

  describe('when the session is over', () => {
    it('asks to sign in again and lets what waits go on', async () => {
      const auth = await signedIn();
      const listener = jest.fn();
      auth.onSessionEnd(listener);
      jest.setSystemTime(Date.now() + hour);
      answer(401, {});
      const waiting = auth.getAccessToken();
      await waitFor(() => expect(auth.sessionEnd()).toEqual({}));
      expect(listener).toHaveBeenCalledTimes(1);
      expect(restart).not.toHaveBeenCalled();
      answer(401, {});
      await expect(
        auth.getAccessToken(undefined, { optional: true }),
      ).resolves.toBe('');

      await auth.signIn();
      await expect(waiting).resolves.toBe(`access ${alice}`);
      expect(auth.sessionEnd()).toBeUndefined();
      expect(listener).toHaveBeenCalledTimes(2);
      expect(new URL(openPopup.mock.calls[1][0].url).search).toContain('acme');
    });

    it('says why where the backend refused the person', async () => {
      const auth = await signedIn();
      auth.onSessionEnd(() => {});
      jest.setSystemTime(Date.now() + hour);
      answer(403, { error: { message: 'You left acme' } });
      await auth.getAccessToken(undefined, { optional: true });
      expect(auth.sessionEnd()).toEqual({ reason: 'You left acme' });
    });

    it('is noticed without a request', async () => {
      const auth = await signedIn();
      auth.onSessionEnd(() => {});
      answer(401, {});
      await jest.advanceTimersByTimeAsync(hour);
      expect(auth.sessionEnd()).toEqual({});
    });

    it('loads the page anew where nothing can ask, and says why then', async () => {
      const auth = await signedIn();
      jest.setSystemTime(Date.now() + hour);
      answer(401, {});
      await auth.getAccessToken(undefined, { optional: true });
      expect(restart).toHaveBeenCalledTimes(1);
      expect(window.sessionStorage.getItem('kubedc.signIn.notice')).toBe(
        'ended',
      );
    });

    it('does not go on as somebody else', async () => {
      const auth = await signedIn();
      auth.onSessionEnd(() => {});
      jest.setSystemTime(Date.now() + hour);
      answer(200, sessionOf('user:acme/bob'));
      const token = jest.fn();
      auth.getAccessToken().then(token, token);
      await jest.advanceTimersByTimeAsync(0);
      expect(restart).toHaveBeenCalledTimes(1);
      expect(token).not.toHaveBeenCalled();
    });
  });

  describe('signing out', () => {
    it('signs out at the backend', async () => {
      answer(200, {});
      await createAuth().signOut();
      expect(String(fetchMock.mock.calls[0][0])).toContain('/kubedc/logout');
      expect(fetchMock.mock.calls[0][1]?.method).toBe('POST');
    });

    it('says so when it did not work, and stays signed in', async () => {
      const auth = await signedIn();
      answer(502, {});
      await expect(auth.signOut()).rejects.toThrow('You are not signed out');
      await expect(auth.getAccessToken()).resolves.toBe(`access ${alice}`);
    });
  });

  describe('other windows', () => {
    it('leave the page when one signs out', async () => {
      const [first] = [await signedIn(), await signedIn()];
      answer(200, {});
      await first.signOut();
      expect(restart).toHaveBeenCalledTimes(1);
      expect(window.sessionStorage.getItem('kubedc.signIn.notice')).toBe(
        'signedOut',
      );
    });

    it('notice the end of the session, and the new one', async () => {
      const first = await signedIn();
      const second = await signedIn();
      first.onSessionEnd(() => {});
      second.onSessionEnd(() => {});
      jest.setSystemTime(Date.now() + hour);
      answer(401, {});
      // The session of the second is still good for itself until it asks.
      answer(401, {});
      await first.getAccessToken(undefined, { optional: true });
      await waitFor(() => expect(second.sessionEnd()).toEqual({}));

      answer(200, sessionOf(alice));
      await first.signIn();
      await waitFor(() => expect(second.sessionEnd()).toBeUndefined());
      expect(restart).not.toHaveBeenCalled();
    });

    it('leave the page when somebody else signs in', async () => {
      await signedIn();
      openPopup.mockResolvedValue(sessionOf('user:globex/carol'));
      await createAuth().signInWith({ ...acme, organization: 'globex' });
      expect(restart).toHaveBeenCalledTimes(1);
    });
  });

  it('says that nobody is signed in who signed in with another provider', async () => {
    answer(401, {});
    await expect(createAuth().getAccessToken()).rejects.toMatchObject(
      namedError('AuthenticationError', 'You are not signed in with Kube-DC'),
    );
  });
});
