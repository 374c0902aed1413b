import { once } from 'node:events';
import { createServer, Server } from 'node:net';

/**
 * Where systems do not take the ports of outgoing connections from (32768 and above on Linux, 49152 elsewhere), so that no
 * connection gets in between the choice of a port and its use.
 */
const FIRST = 10_000;
const LAST = 29_999;

async function listenSomewhere(): Promise<{ server: Server; port: number }> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    const server = createServer();
    server.listen({ port, host: '127.0.0.1', exclusive: true });
    try {
      await once(server, 'listening');
      return { server, port };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
        throw error;
      }
    }
  }
}

/** Ports of 127.0.0.1 that are free at this moment, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const held: { server: Server; port: number }[] = [];
  for (let index = 0; index < count; index++) {
    held.push(await listenSomewhere());
  }
  for (const { server } of held) {
    server.close();
    await once(server, 'close');
  }
  return held.map(({ port }) => port);
}
