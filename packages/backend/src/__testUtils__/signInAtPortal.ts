import { TestBrowser } from '@kubedc/sandbox/oidc-testing';

/** Where pages of the portal's app come from in tests. */
export const APP_ORIGIN = 'http://localhost:3000';

const PROVIDER = '/api/auth/kubedc';

/** Somebody who has signed in, with all the tokens that this has given. */
export interface Session {
  backstageToken: string;
  accessToken: string;
  idToken: string;
}

/**
 * Signs somebody in as a browser does, by the list of people on the login page.
 *
 * @param options.start - address of the backend that begins the sign-in
 * @param options.end - address of the one that the login page leads back to; the same if left out
 * @throws Error with the portal's own words when it lets nobody in
 */
export async function signInAtPortal(options: {
  start: string;
  end?: string;
  browser: TestBrowser;
  organization: string;
  person: string;
}): Promise<Session> {
  const { start, end = start, browser, organization, person } = options;
  const query = new URLSearchParams({
    env: 'development',
    origin: APP_ORIGIN,
    flow: 'popup',
    organization,
  });
  const page = await browser.follow(`${start}${PROVIDER}/start?${query}`);
  const chosen = await browser.fetch(page.url, { form: { person } });
  const callback = await browser.follow(chosen.location!, to =>
    new URL(to).pathname.startsWith(PROVIDER),
  );
  const { pathname, search } = new URL(callback.location!);
  const { body } = await browser.fetch(`${end}${pathname}${search}`);
  const encoded = /decodeURIComponent\('([^']+)'\)/.exec(body)?.[1];
  const { response, error } = JSON.parse(decodeURIComponent(encoded!));
  if (!response) {
    throw new Error(`${person} was not let in: ${error?.message}`);
  }
  return {
    backstageToken: response.backstageIdentity.token,
    accessToken: response.providerInfo.accessToken,
    idToken: response.providerInfo.idToken,
  };
}
