import { custom, generators, Issuer } from 'openid-client';
import { TestBrowser } from './testing';

const CALLBACK = 'http://localhost:8123/callback';

/**
 * Signs somebody in at an issuer as a command line would, by the list of
 * people on its login page.
 *
 * @param portal - the secret of the portal's client, to sign in as the portal does
 * @returns the tokens: the API server takes the access token of anybody, and the ID token of the command line's client
 * @throws Error if the issuer has no such person
 */
export async function signInAt(
  issuerUrl: string,
  person: string,
  ca: string,
  portal?: string,
): Promise<{ id: string; access: string }> {
  const browser = new TestBrowser(ca);
  const document = await browser.fetch(
    `${issuerUrl}/.well-known/openid-configuration`,
  );
  if (document.status !== 200) {
    throw new Error(`${issuerUrl} answers ${document.status}`);
  }
  const issuer = new Issuer(JSON.parse(document.body));
  const client = new issuer.Client({
    client_id: portal ? 'backstage' : 'kube-dc',
    client_secret: portal,
    token_endpoint_auth_method: portal ? 'client_secret_basic' : 'none',
  });
  client[custom.http_options] = () => ({ ca, timeout: 5000 });
  issuer[custom.http_options] = () => ({ ca, timeout: 5000 });
  const verifier = generators.codeVerifier();
  const state = generators.state();
  const page = await browser.follow(
    client.authorizationUrl({
      redirect_uri: CALLBACK,
      scope: 'openid',
      state,
      code_challenge: generators.codeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
  );
  const submitted = await browser.fetch(page.url, { form: { person } });
  if (!submitted.location) {
    throw new Error(`${person} is not let in: ${submitted.body}`);
  }
  const done = await browser.follow(submitted.location, to =>
    to.startsWith(CALLBACK),
  );
  const tokens = await client.callback(
    CALLBACK,
    client.callbackParams(`${done.location}`),
    { code_verifier: verifier, state },
  );
  return { id: `${tokens.id_token}`, access: `${tokens.access_token}` };
}
