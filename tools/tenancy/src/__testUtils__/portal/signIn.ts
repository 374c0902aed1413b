import { TestBrowser } from '@kubedc/sandbox/oidc-testing';

interface Message {
  response?: { backstageIdentity?: { token: string } };
  error?: { message?: string };
}

/**
 * Signs a person in, as a browser does it in a window of its own; gives the Backstage token.
 *
 * @throws Error with what the portal said when it refused.
 */
export async function signIn(options: {
  portal: string;
  origin: string;
  ca: string;
  realm: string;
  person: string;
}): Promise<string> {
  const { portal, origin, ca, realm, person } = options;
  const provider = `${portal}/api/auth/kubedc`;
  const browser = new TestBrowser(ca);
  const query = new URLSearchParams({
    env: 'development',
    origin,
    flow: 'popup',
    organization: realm,
  });
  const page = await browser.follow(`${provider}/start?${query}`);
  const chosen = await browser.fetch(page.url, { form: { person } });
  const callback = await browser.follow(chosen.location ?? page.url, to =>
    to.startsWith(provider),
  );
  const { body } = await browser.fetch(callback.location ?? callback.url);
  const encoded = /decodeURIComponent\('([^']+)'\)/.exec(body)?.[1];
  const message: Message = encoded
    ? JSON.parse(decodeURIComponent(encoded))
    : {};
  const token = message.response?.backstageIdentity?.token;
  if (!token) {
    throw new Error(
      `${person} could not sign in: ${message.error?.message ?? body}`,
    );
  }
  return token;
}
