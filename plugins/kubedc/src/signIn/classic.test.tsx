import {
  AppRouter,
  createSpecializedApp,
  UrlPatternDiscovery,
} from '@backstage/core-app-api';
import {
  analyticsApiRef,
  createApiFactory,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { MockErrorApi, mockApis } from '@backstage/test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState, type PropsWithChildren } from 'react';
import { MemoryRouter } from 'react-router-dom';
import {
  kubedcAuthApiRef,
  kubedcPlugin,
  KubedcSessionDialog,
  KubedcSignInPage,
} from '..';

const Nothing = () => null;
const Children = ({ children }: PropsWithChildren<{}>) => <>{children}</>;

/** A page of somebody else's plugin. */
function Page() {
  const identity = useApi(identityApiRef);
  const [user, setUser] = useState('');
  useEffect(() => {
    identity
      .getBackstageIdentity()
      .then(({ userEntityRef }) => setUser(userEntityRef));
  }, [identity]);
  return <p>Hello {user}</p>;
}

/** Ends the session, as the next request after its end would. */
function Ask() {
  const auth = useApi(kubedcAuthApiRef);
  return (
    <button onClick={() => auth.getAccessToken(undefined, { optional: true })}>
      Ask
    </button>
  );
}

describe('sign-in with the classic frontend system', () => {
  const fetchMock = jest.spyOn(global, 'fetch');
  const answer = (status: number, body: unknown = {}) =>
    fetchMock.mockImplementationOnce(
      async () =>
        ({ ok: status < 400, status, json: async () => body } as Response),
    );
  const session = (expiresInSeconds: number) => ({
    profile: { displayName: 'Alice' },
    providerInfo: { accessToken: 'a', idToken: 'i', scope: '' },
    backstageIdentity: {
      token: 't',
      expiresInSeconds,
      identity: {
        type: 'user',
        userEntityRef: 'user:acme/alice',
        ownershipEntityRefs: [],
      },
    },
  });

  const config = {
    app: { title: 'Portal', baseUrl: 'http://localhost' },
    backend: { baseUrl: 'http://localhost' },
    kubedc: {
      installations: {
        zurich: { oidc: { issuer: 'x', organizations: ['acme'] } },
      },
    },
  };

  function renderApp() {
    const app = createSpecializedApp({
      apis: [
        createApiFactory(fetchApiRef, { fetch }),
        createApiFactory(errorApiRef, new MockErrorApi()),
        createApiFactory(analyticsApiRef, mockApis.analytics()),
      ],
      defaultApis: [
        createApiFactory(
          discoveryApiRef,
          UrlPatternDiscovery.compile('http://localhost/api/{{ pluginId }}'),
        ),
        createApiFactory({
          api: mockApis.translation.factory().api,
          deps: {},
          factory: () => mockApis.translation(),
        }),
      ],
      configLoader: async () => [{ context: 'test', data: config }],
      components: {
        NotFoundErrorPage: Nothing,
        BootErrorPage: Nothing,
        Progress: Nothing,
        ErrorBoundaryFallback: ({ error }) => <>{`${error}`}</>,
        Router: ({ children }) => <MemoryRouter>{children}</MemoryRouter>,
        ThemeProvider: Children,
        SignInPage: props => <KubedcSignInPage {...props} />,
      },
      icons: {} as Parameters<typeof createSpecializedApp>[0]['icons'],
      plugins: [kubedcPlugin],
      themes: [
        { id: 'light', title: 'Light', variant: 'light', Provider: Children },
      ],
    });
    const Root = app.createRoot(
      <>
        <KubedcSessionDialog />
        <AppRouter>
          <Page />
          <Ask />
        </AppRouter>
      </>,
    );
    render(<Root />);
  }

  beforeEach(() => {
    fetchMock.mockReset();
    window.localStorage.clear();
  });
  afterAll(() => fetchMock.mockRestore());

  it('asks for the organization where an app takes the page as its own', async () => {
    answer(401);
    renderApp();
    expect(
      await screen.findByRole('heading', { name: 'Sign in to Portal' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'acme' })).toBeEnabled();
    expect(screen.queryByText(/Hello/)).not.toBeInTheDocument();
  });

  it('restores a session, and asks over the page when it is over', async () => {
    answer(200, session(1));
    renderApp();
    expect(await screen.findByText('Hello user:acme/alice')).toBeVisible();

    fetchMock.mockResolvedValue({ ok: false, status: 401 } as Response);
    await waitFor(async () => {
      await userEvent.click(screen.getByText('Ask'));
      expect(
        screen.getByRole('dialog', { name: 'Your session ended' }),
      ).toBeInTheDocument();
    });
  });
});
