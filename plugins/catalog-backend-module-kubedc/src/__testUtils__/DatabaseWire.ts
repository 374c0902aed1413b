import { once } from 'node:events';
import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import knexFactory, { type Knex } from 'knex';

/** A wire to a database that a test can cut, or make swallow everything without a sign. */
export class DatabaseWire {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #clients: Knex[] = [];
  #mode: 'whole' | 'cut' | 'silent' = 'whole';

  /** A wire to the PostgreSQL that another client is connected to. */
  static async start(knex: Knex): Promise<DatabaseWire> {
    const wire = new DatabaseWire(settingsOf(knex));
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    return wire;
  }

  private constructor(readonly settings: Settings) {
    const { host = 'localhost', port = 5432 } = settings;
    this.#server = createServer(near => {
      if (this.#mode === 'cut') {
        near.destroy();
        return;
      }
      const far = connect({ host, port: Number(port) });
      for (const [from, to] of [
        [near, far],
        [far, near],
      ]) {
        this.#sockets.add(from);
        from.on('data', data => this.#mode === 'whole' && to.write(data));
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  /** A client of the same database by this wire. */
  client(): Knex {
    const { port } = this.#server.address() as AddressInfo;
    const client = knexFactory({
      client: 'pg',
      connection: { ...this.settings, host: '127.0.0.1', port },
      pool: { min: 0, max: 10 },
      // Shorter than the default, for a cut is to be noticed; longer than the loading of a module keeps the process busy.
      acquireConnectionTimeout: 8_000,
      // What it has to say of a cut wire is what the test wants.
      log: { warn: silent, error: silent, debug: silent, deprecate: silent },
    });
    this.#clients.push(client);
    return client;
  }

  /** Ends all connections and takes no new ones. */
  cut(): void {
    this.#mode = 'cut';
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** Swallows what is said, on old and new connections. */
  silence(): void {
    this.#mode = 'silent';
  }

  /** Lets new connections through. */
  mend(): void {
    this.cut();
    this.#mode = 'whole';
  }

  async stop(): Promise<void> {
    this.cut();
    await Promise.all(this.#clients.map(client => client.destroy()));
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function silent(): void {}

interface Settings {
  host?: string;
  port?: number | string;
  user?: string;
  password?: string;
  database?: string;
}

/** How the PostgreSQL that a client is connected to is reached. */
export function settingsOf(knex: Knex): Settings {
  const { connection } = knex.client.config;
  const { host, port, user, password, database } =
    typeof connection === 'string'
      ? fromUrl(new URL(connection))
      : (connection as Settings);
  return { host, port, user, password, database };
}

function fromUrl(url: URL): Settings {
  return {
    host: url.hostname,
    port: url.port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
}
