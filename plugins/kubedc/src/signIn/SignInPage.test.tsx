import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { JsonObject } from '@backstage/types';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { kubedcAuthApiRef } from './apis';
import { SignInPage } from './SignInPage';
import type { KubedcAuthApi } from './types';

const IDENTITY = {
  token: 'token',
  identity: {
    type: 'user' as const,
    userEntityRef: 'user:acme/alice',
    ownershipEntityRefs: [],
  },
};

const zurich = {
  title: 'Zurich',
  oidc: {
    issuer: 'https://login.example/realms/{realm}',
    organizations: ['acme', 'globex'],
  },
};

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

describe('SignInPage', () => {
  const auth = {
    getBackstageIdentity: jest.fn(),
    getProfile: jest.fn(),
    signInWith: jest.fn(),
    lastChoice: jest.fn(),
  };
  const onSignInSuccess = jest.fn();

  beforeEach(() => {
    jest.resetAllMocks();
    auth.getBackstageIdentity.mockResolvedValue(undefined);
    auth.getProfile.mockResolvedValue({ displayName: 'Alice Meyer' });
    auth.signInWith.mockResolvedValue(IDENTITY);
  });

  function render(installations: JsonObject) {
    return renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
      apis: [[kubedcAuthApiRef, auth as unknown as KubedcAuthApi]],
      config: { app: { title: 'Portal' }, kubedc: { installations } },
    });
  }

  it('signs in with one click on an organization', async () => {
    render({ zurich });
    expect(
      await screen.findByRole('heading', { name: 'Sign in to Portal' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'globex' }));
    expect(auth.signInWith).toHaveBeenCalledWith({
      installation: 'zurich',
      organization: 'globex',
    });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const identity = onSignInSuccess.mock.calls[0][0];
    await expect(identity.getProfileInfo()).resolves.toEqual({
      displayName: 'Alice Meyer',
    });
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:acme/alice',
    });
  });

  it("leads operators to the platform's realm", async () => {
    render({
      zurich: { ...zurich, oidc: { ...zurich.oidc, platformRealm: 'hq' } },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /Platform administration/ }),
    );
    expect(auth.signInWith).toHaveBeenCalledWith({
      installation: 'zurich',
      organization: 'hq',
    });
  });

  it('leads to the realm of all organizations where there is one', async () => {
    auth.lastChoice.mockReturnValue({
      installation: 'zurich',
      organization: 'sso',
    });
    const { issuer } = zurich.oidc;
    render({ zurich: { oidc: { issuer, broker: { realm: 'sso' } } } });
    const button = await screen.findByRole('button', {
      name: /Single sign-on.*Last used/,
    });
    expect(screen.getByRole('textbox', { name: 'Organization' })).toHaveValue(
      '',
    );
    await userEvent.click(button);
    expect(auth.signInWith).toHaveBeenCalledWith({
      installation: 'zurich',
      organization: 'sso',
    });
  });

  it('restores a session without asking', async () => {
    auth.getBackstageIdentity.mockResolvedValue(IDENTITY);
    render({ zurich });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(auth.signInWith).not.toHaveBeenCalled();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('takes a typed name where no organizations are offered, and refuses what is none', async () => {
    auth.lastChoice.mockReturnValue({
      installation: 'zurich',
      organization: 'acme',
    });
    render({ zurich: { oidc: { issuer: zurich.oidc.issuer } } });
    const field = await screen.findByRole('textbox', { name: 'Organization' });
    expect(field).toHaveValue('acme');
    await userEvent.clear(field);
    await userEvent.type(field, 'Acme Inc.{Enter}');
    expect(auth.signInWith).not.toHaveBeenCalled();
    expect(screen.getByText(/Lower-case letters/)).toBeInTheDocument();

    await userEvent.clear(field);
    await userEvent.type(field, ' globex {Enter}');
    expect(auth.signInWith).toHaveBeenCalledWith({
      installation: 'zurich',
      organization: 'globex',
    });
  });

  it('tells installations apart and marks the last choice', async () => {
    auth.lastChoice.mockReturnValue({
      installation: 'geneva',
      organization: 'acme',
    });
    render({ zurich, geneva: { ...zurich, title: 'Geneva' }, dark: {} });
    const headings = await screen.findAllByRole('heading', { level: 2 });
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'Zurich',
      'Geneva',
    ]);
    const [zurichs, genevas] = screen.getAllByRole('button', { name: /acme/ });
    expect(zurichs).not.toHaveTextContent('Last used');
    expect(genevas).toHaveTextContent('Last used');
  });

  it.each([
    [
      named('NotFoundError', 'no such realm'),
      "There is no organization 'acme'. Check the name",
    ],
    [named('PopupRejectedError', 'Failed to open'), 'Your browser blocked'],
    [
      named('ServiceUnavailableError', 'ECONNREFUSED'),
      'The sign-in server cannot be reached.',
    ],
    [
      named('NotAllowedError', 'it claims another organization'),
      'You may not sign in here: it claims another organization.',
    ],
    [named('Error', 'access_denied'), 'access_denied'],
  ])('says why it failed and lets one try again: %s', async (error, text) => {
    auth.signInWith.mockRejectedValue(error);
    render({ zurich });
    const button = await screen.findByRole('button', { name: 'acme' });
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(text);
    expect(screen.getByRole('button', { name: 'acme' })).toBeEnabled();
    expect(onSignInSuccess).not.toHaveBeenCalled();
  });

  it('does not call the realm of the platform an organization', async () => {
    auth.signInWith.mockRejectedValue(
      named('NotFoundError', "The sign-in server has no realm 'master'"),
    );
    render({ zurich });
    await userEvent.click(
      await screen.findByRole('button', { name: /Platform administration/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "The sign-in server has no realm 'master'",
    );
  });

  it('says that the session cannot be restored now, and tries again when asked to', async () => {
    auth.getBackstageIdentity
      .mockRejectedValueOnce(named('ServiceUnavailableError', 'away'))
      .mockResolvedValueOnce(IDENTITY);
    render({ zurich });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The sign-in server cannot be reachedYou may still be signed in.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it.each([
    ['ended', 'Sign in again to go on where you were'],
    ['signedOut', 'You signed out in another window'],
  ])('says once why the page gave way to it: %s', async (notice, text) => {
    window.sessionStorage.setItem('kubedc.signIn.notice', notice);
    render({ zurich });
    expect(await screen.findByRole('status')).toHaveTextContent(text);
    expect(window.sessionStorage.getItem('kubedc.signIn.notice')).toBeNull();
  });

  it('says nothing when the window was closed on purpose', async () => {
    auth.signInWith.mockRejectedValue(named('PopupClosedError', 'closed'));
    render({ zurich });
    await userEvent.click(await screen.findByRole('button', { name: 'acme' }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'acme' })).toBeEnabled(),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('waits for the window, with nothing else to click', async () => {
    auth.signInWith.mockReturnValue(new Promise(() => {}));
    render({ zurich });
    await userEvent.click(await screen.findByRole('button', { name: 'acme' }));
    expect(screen.getByText(/window that opened/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'globex' })).toBeDisabled();
  });

  it('lets one search a long list', async () => {
    const organizations = [...'abcdefghi'].map(letter => `org-${letter}`);
    render({ zurich: { oidc: { ...zurich.oidc, organizations } } });
    const search = await screen.findByRole('searchbox');
    await userEvent.type(search, 'Org-C');
    expect(screen.getByRole('button', { name: 'org-c' })).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'org-d' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Platform administration/ }),
    ).toBeInTheDocument();
  });

  it('says what is missing when nothing has sign-in', async () => {
    render({ zurich: { title: 'Zurich' } });
    expect(
      await screen.findByText('Nobody can sign in yet'),
    ).toBeInTheDocument();
  });
});
