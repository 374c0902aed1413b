import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Person } from '../people';
import { CertificateAuthority } from '../pki/certificateAuthority';

export { signInAt } from './signInAt';

/** The people tests sign in. */
export const TEST_PEOPLE: Person[] = [
  person('olga', 'Olga Petrenko', 'master', ['admin']),
  person('alice', 'Alice Meyer', 'acme', ['org-admin']),
  person('bob', 'Bob Keller', 'acme', ['backend-team']),
  person('dave', 'Dave <Jones>', 'globex', ['user']),
];

function person(
  name: string,
  displayName: string,
  realm: string,
  groups: string[],
): Person {
  const email = `${name}@${realm}.example`;
  const role = `Member of ${groups}`;
  const organization = realm === 'master' ? 'platform' : realm;
  return { name, displayName, email, organization, realm, role, groups };
}

/** A certificate authority for tests, kept in their directory. */
export function createTestCa(dir: string): Promise<CertificateAuthority> {
  return CertificateAuthority.open(dir);
}

/** An answer, with what a browser would look at. */
export interface BrowserResponse {
  status: number;
  url: string;
  location?: string;
  body: string;
}

/** A browser without scripts: keeps cookies by host and follows redirects until `stop` says no. */
export class TestBrowser {
  private readonly cookies = new Map<
    string,
    { value: string; path: string; host: string }
  >();

  constructor(private readonly ca: string) {}

  /** Follows redirects until one leads to a URL that `until` recognises, and returns that URL unvisited. */
  async follow(
    url: string,
    until: (location: string) => boolean = () => false,
  ): Promise<BrowserResponse> {
    let response = await this.fetch(url);
    for (let hops = 0; response.location && hops < 10; hops++) {
      if (until(response.location)) {
        return response;
      }
      response = await this.fetch(response.location);
    }
    return response;
  }

  async fetch(
    url: string,
    options: {
      method?: string;
      form?: Record<string, string>;
      headers?: Record<string, string>;
    } = {},
  ): Promise<BrowserResponse> {
    const target = new URL(url);
    const body = options.form && new URLSearchParams(options.form).toString();
    const headers: Record<string, string> = {
      ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...options.headers,
    };
    const cookie = this.cookieHeader(target);
    if (cookie) {
      headers.cookie = cookie;
    }
    return new Promise((resolve, reject) => {
      const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = send(
        target,
        {
          method: options.method ?? (body ? 'POST' : 'GET'),
          headers,
          ca: this.ca,
        },
        response => {
          this.remember(target, response.headers['set-cookie'] ?? []);
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const { location } = response.headers;
            resolve({
              status: response.statusCode ?? 0,
              url,
              location: location && new URL(location, target).href,
              body: Buffer.concat(chunks).toString('utf8'),
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Value of a cookie, whatever its path. */
  cookie(name: string): string | undefined {
    return [...this.cookies].find(([key]) => key.startsWith(`${name};`))?.[1]
      .value;
  }

  /** Puts a cookie back that the server took away. */
  setCookie(name: string, value: string, url: string): void {
    const { hostname: host } = new URL(url);
    this.cookies.set(`${name};${host};/`, { value, path: '/', host });
  }

  private cookieHeader(target: URL): string {
    return [...this.cookies]
      .filter(
        ([, { host, path }]) =>
          host === target.hostname && target.pathname.startsWith(path),
      )
      .map(([key, { value }]) => `${key.split(';')[0]}=${value}`)
      .join('; ');
  }

  private remember(target: URL, lines: string[]) {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';').map(part => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (key: string) =>
        attributes
          .find(a => a.toLowerCase().startsWith(`${key}=`))
          ?.slice(key.length + 1);
      const path = attribute('path') ?? '/';
      const expires = attribute('expires');
      const key = `${name};${target.hostname};${path}`;
      if (!value || (expires && Date.parse(expires) <= Date.now())) {
        this.cookies.delete(key);
      } else {
        this.cookies.set(key, { value, path, host: target.hostname });
      }
    }
  }
}
