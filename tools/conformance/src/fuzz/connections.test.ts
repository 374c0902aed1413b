import { once } from 'node:events';
import tls, { TLSSocket } from 'node:tls';
import { ContractServer, contract } from '../testing/contract';

const MB = 1024 * 1024;
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

async function connect({ api }: ContractServer): Promise<TLSSocket> {
  const { hostname, port } = new URL(api.url);
  const socket = tls.connect({
    host: hostname,
    port: Number(port),
    ca: api.caData,
  });
  // A server that has had enough may end a connection in any way.
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  return socket;
}

function head(method: string, path: string, ...headers: string[]): string {
  return [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'Authorization: Bearer admin',
    ...headers,
    '',
    '',
  ].join('\r\n');
}

/** The answer's first line. */
function statusLine(socket: TLSSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', chunk => {
      text += chunk;
      if (text.includes('\r\n')) {
        resolve(text.split('\r\n')[0]);
      }
    });
    socket.once('close', () => reject(new Error(`only said: ${text}`)));
  });
}

contract('connections of a bad client', server => {
  afterEach(async () => {
    // Throws what the server says of itself when it does not get well.
    await server().api.until('/readyz', ({ code }) => code === 200);
  });

  it('are answered when the client has closed its half', async () => {
    const socket = await connect(server());
    socket.end(head('GET', '/readyz', 'Connection: close'));
    // One who has closed may have gone, so a server may give up, but in due form.
    expect(await statusLine(socket)).toMatch(
      /^HTTP\/1\.1 (200 OK|504 Gateway Timeout)$/,
    );
    socket.destroy();
  });

  it('may end in the middle of a request', async () => {
    for (const part of [
      'GET /api',
      head('POST', CONFIG_MAPS, 'Content-Length: 1000'),
      `${head('POST', CONFIG_MAPS, 'Content-Length: 1000')}{"kind":`,
      `${head('POST', CONFIG_MAPS, 'Transfer-Encoding: chunked')}5\r\n{"ki`,
    ]) {
      const socket = await connect(server());
      await new Promise(resolve => socket.write(part, resolve));
      socket.destroy();
      await once(socket, 'close');
    }
    const list = await server().api.get(CONFIG_MAPS);
    expect(list.code).toBe(200);
  });

  it('do not disturb others when they send a byte now and then', async () => {
    const slow = await Promise.all(
      Array.from({ length: 50 }, () => connect(server())),
    );
    const request = head('GET', '/readyz', 'Connection: close');
    for (const character of request.slice(0, 20)) {
      slow.forEach(socket => socket.write(character));
      expect((await server().api.get('/readyz')).code).toBe(200);
    }
    const [first, ...rest] = slow;
    first.write(request.slice(20));
    expect(await statusLine(first)).toBe('HTTP/1.1 200 OK');
    [first, ...rest].forEach(socket => socket.destroy());
  });

  it('are not read to the end when a body never ends', async () => {
    const socket = await connect(server());
    socket.write(head('POST', CONFIG_MAPS, 'Transfer-Encoding: chunked'));
    const chunk = Buffer.alloc(MB / 4, 'x');
    let sent = 0;
    const sending = (async () => {
      while (!socket.destroyed && sent < 64 * MB) {
        const data = Buffer.concat([
          Buffer.from(`${chunk.length.toString(16)}\r\n`),
          chunk,
          Buffer.from('\r\n'),
        ]);
        if (!socket.write(data)) {
          await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
        }
        sent += chunk.length;
      }
    })();
    expect(await statusLine(socket)).toBe(
      'HTTP/1.1 413 Request Entity Too Large',
    );
    socket.destroy();
    await sending;
    expect(sent).toBeLessThan(64 * MB);
  });

  it('are refused what is not HTTP', async () => {
    for (const text of ['\0\0\0\0\r\n\r\n', 'HELO x\r\n\r\n', '{}\r\n\r\n']) {
      const socket = await connect(server());
      socket.write(text);
      expect(await statusLine(socket)).toBe('HTTP/1.1 400 Bad Request');
      socket.destroy();
    }
  });

  it('do not make answers pile up for a client that does not read', async () => {
    const { api } = server();
    const namespace = await server().namespace();
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    for (let i = 0; i < 8; i++) {
      const data = { key: 'x'.repeat(900 * 1024) };
      const created = await api.post(path, {
        metadata: { name: `big-${i}` },
        data,
      });
      expect(created.code).toBe(201);
    }
    const before = process.memoryUsage.rss();
    const socket = await connect(server());
    socket.pause();
    for (let i = 0; i < 40; i++) {
      socket.write(head('GET', path));
    }
    expect((await api.get(`${path}/big-0`)).code).toBe(200);
    // Forty answers of 7 MB each would be 280 MB.
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MB);
    socket.destroy();
  });
});
