import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts } from './ports';

it('chooses different ports that can be listened on', async () => {
  const ports = await freePorts(20);
  expect(new Set(ports).size).toBe(20);
  const server = createServer().listen(ports[0], '127.0.0.1');
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
});

it('chooses none that the system gives to an outgoing connection', async () => {
  // What Linux, macOS and Windows do by default.
  expect(Math.max(...(await freePorts(50)))).toBeLessThan(32_768);
});
