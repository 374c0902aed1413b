import net from 'node:net';
import tls from 'node:tls';
import { EventExpiry } from './controllers/eventExpiry';
import { Store } from './storage/store';
import { TestServer } from './testing/testServer';
import { configMap } from './testing/widgets';

const HOUR_MS = 3_600_000;

describe('bounds', () => {
  it('cut off a watcher that does not read', async () => {
    const server = await TestServer.start();
    const { port } = new URL(server.server.url);
    const socket = tls.connect({
      port: Number(port),
      host: '127.0.0.1',
      ca: server.server.caData,
    });
    const closed = new Promise<void>(resolve => {
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
    await new Promise<void>(resolve => {
      socket.once('data', () => {
        socket.pause();
        resolve();
      });
      socket.write(
        'GET /api/v1/configmaps?watch=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n\r\n',
      );
    });
    server.server.load(
      Array.from({ length: 48 }, (_, i) => ({
        ...configMap(`big-${i}`),
        data: { text: 'x'.repeat(900 * 1024) },
      })),
    );
    // Reading on shows that the server has hung up.
    socket.resume();
    await closed;
    expect((await server.get('/readyz')).text).toBe('ok');
    await server.remove();
  });

  it('stop at once, also with a connection that never says anything', async () => {
    const server = await TestServer.start();
    const { port } = new URL(server.server.url);
    const socket = net.connect(Number(port), '127.0.0.1');
    const closed = new Promise<void>(resolve => {
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
    // Answered only after the silent connection was taken, too.
    await server.get('/readyz');

    await server.remove();

    await closed;
    expect(socket.destroyed).toBe(true);
  });

  it('forget events after an hour', () => {
    const store = new Store();
    const expiry = new EventExpiry(store);
    expiry.start();
    store.put('/events', 'default/e', {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'default' },
    });
    expiry.expire(Date.now() + HOUR_MS - 1000);
    expect(store.collection('/events').size).toBe(1);
    expiry.expire(Date.now() + HOUR_MS + 1000);
    expect(store.collection('/events').size).toBe(0);
    expiry.stop();
  });

  it('keep a bounded history', () => {
    const store = new Store(1, 100);
    for (let i = 0; i < 1000; i++) {
      store.put('/configmaps', 'default/c', configMap('c') as never);
    }
    const collection = store.collection('/configmaps');
    expect(collection.since(0).length).toBeLessThanOrEqual(200);
    expect(collection.oldestRevision).toBeGreaterThan(700);
    expect(collection.since(collection.oldestRevision)[0].revision).toBe(
      collection.oldestRevision + 1,
    );
  });
});
