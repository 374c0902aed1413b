import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { subjectOf } from './accounts';
import { renderErrorPage, renderLoginPage } from './loginPage';
import type { Person } from '../people';

const MAX_BODY_BYTES = 4096;

/** Answers the login page of a realm and takes the choice made on it. */
export async function handleLogin(
  request: IncomingMessage,
  response: ServerResponse,
  options: {
    provider: Provider;
    realm: string;
    people: readonly Person[];
  },
): Promise<void> {
  const { provider, realm, people } = options;
  try {
    // Throws when the browser has no interaction in progress.
    await provider.interactionDetails(request, response);
  } catch {
    sendHtml(
      response,
      400,
      renderErrorPage('This sign-in was too long ago or began elsewhere.'),
    );
    return;
  }
  if (request.method === 'GET') {
    sendHtml(response, 200, renderLoginPage({ realm, people }));
    return;
  }
  if (request.method !== 'POST') {
    response.setHeader('allow', 'GET, POST');
    sendHtml(response, 405, renderErrorPage('This page takes a form.'));
    return;
  }
  const name = new URLSearchParams(await readBody(request)).get('person');
  const person = people.find(
    candidate => candidate.realm === realm && candidate.name === name,
  );
  if (!person) {
    sendHtml(
      response,
      400,
      renderErrorPage(`Nobody in ${realm} is named '${name ?? ''}'.`),
    );
    return;
  }
  await provider.interactionFinished(request, response, {
    login: { accountId: subjectOf(person), remember: false },
  });
}

export function sendHtml(
  response: ServerResponse,
  status: number,
  html: string,
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // After the choice the form is redirected to the portal's own port, which browsers count as the form's target.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:*",
  });
  response.end(html);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new Error('the form is too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
