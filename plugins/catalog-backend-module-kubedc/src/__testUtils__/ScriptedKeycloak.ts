import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedUser {
  username: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  emailVerified?: boolean;
  enabled?: boolean;
  serviceAccountClientId?: string;
  /** Names, or paths of groups in groups. */
  groups?: string[];
}

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
) => boolean | void;

const CLIENT = { id: 'people', secret: 'the-client-secret' };

/** The part of Keycloak's admin API that reads people, as its documentation says, for realms that a test sets. */
export class ScriptedKeycloak {
  readonly #server: Server;
  readonly realms = new Map<string, ScriptedUser[]>();
  /** What was asked, as `GET /admin/realms/acme/users?first=0`. */
  readonly requests: string[] = [];
  /** Answers instead, unless it returns false. */
  override: Answer = () => false;
  /** Happens before an answer. */
  before: (url: string) => Promise<void> = async () => {};
  #tokens = new Set<string>();

  static async start(): Promise<ScriptedKeycloak> {
    const keycloak = new ScriptedKeycloak();
    keycloak.#server.listen(0, '127.0.0.1');
    await once(keycloak.#server, 'listening');
    return keycloak;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      if (this.override(request, response) === false) {
        this.#answer(request, response).catch(error => response.destroy(error));
      }
    });
  }

  get issuer(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/realms/{realm}`;
  }

  readonly client = CLIENT;

  /** Makes all tokens worthless. */
  revoke(): void {
    this.#tokens.clear();
  }

  user(realm: string, username: string): ScriptedUser {
    return this.realms.get(realm)!.find(each => each.username === username)!;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    await this.before(request.url!);
    const url = new URL(request.url!, 'http://keycloak');
    const [, root, ...parts] = url.pathname.split('/').map(decodeURIComponent);
    const tell = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    if (root === 'realms') {
      const form = new URLSearchParams(await textOf(request));
      if (
        form.get('client_id') !== CLIENT.id ||
        form.get('client_secret') !== CLIENT.secret ||
        form.get('grant_type') !== 'client_credentials'
      ) {
        tell(401, { error_description: 'Invalid client credentials' });
        return;
      }
      const token = `token-${this.requests.length}`;
      this.#tokens.add(token);
      tell(200, { access_token: token, expires_in: 60 });
      return;
    }
    const token = request.headers.authorization?.replace('Bearer ', '');
    if (!this.#tokens.has(token ?? '')) {
      tell(401, { error: 'HTTP 401 Unauthorized' });
      return;
    }
    const [, realm, ...path] = parts;
    const users = this.realms.get(realm);
    if (!users) {
      tell(404, { error: 'Realm not found.' });
      return;
    }
    const found = read(users, path, url.searchParams);
    const first = Number(url.searchParams.get('first') ?? 0);
    const max = Number(url.searchParams.get('max') ?? 100);
    tell(200, found.slice(first, first + max));
  }
}

function read(
  users: ScriptedUser[],
  [kind, id, below]: string[],
  query: URLSearchParams,
): unknown[] {
  if (kind === 'users') {
    const name = query.get('username');
    return users
      .filter(({ username }) => name === null || username === name)
      .map(({ groups: _, ...user }) => ({ id: user.username, ...user }));
  }
  const paths = new Set(
    users.flatMap(({ groups = [] }) =>
      groups.flatMap(path =>
        path
          .split('/')
          .map((__, index, all) => all.slice(0, index + 1).join('/')),
      ),
    ),
  );
  if (below === 'members') {
    return users
      .filter(({ groups = [] }) => groups.includes(id))
      .map(({ username }) => ({ id: username, username }));
  }
  const parent = below === 'children' ? `${id}/` : '';
  const childrenOf = (prefix: string) =>
    [...paths].filter(
      path =>
        path.startsWith(prefix) && !path.slice(prefix.length).includes('/'),
    );
  return childrenOf(parent).map(path => ({
    id: path,
    name: path.split('/').at(-1),
    path: `/${path}`,
    subGroupCount: childrenOf(`${path}/`).length,
    subGroups: [],
  }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
