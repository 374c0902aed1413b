import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import express from 'express';
import type { Request, Response } from 'express';
import request from 'supertest';
import {
  RateLimits,
  readRequestLimits,
  TooManyRequestsError,
} from './RateLimits';

describe('readRequestLimits', () => {
  it('has standards, and takes what is configured', () => {
    expect(readRequestLimits(new ConfigReader({}))).toEqual({
      reads: 1200,
      writes: 120,
    });
    expect(
      readRequestLimits(
        new ConfigReader({
          kubedc: { limits: { readsPerMinute: 60, writesPerMinute: 6 } },
        }),
      ),
    ).toEqual({ reads: 60, writes: 6 });
  });

  it.each([0, -1, 1.5])('refuses %s and names the key', limit => {
    const config = new ConfigReader({
      kubedc: { limits: { writesPerMinute: limit } },
    });

    expect(() => readRequestLimits(config)).toThrow(
      'kubedc.limits.writesPerMinute must be a whole number above 0',
    );
  });
});

describe('RateLimits', () => {
  const bob = mockCredentials.user('user:acme/bob');
  const read = { method: 'get' } as const;
  const write = { method: 'post' } as const;

  /** Calls what is given for each request; answers with what came of it. */
  async function serve<T>(
    handle: (req: Request, res: Response) => Promise<void>,
    use: (url: string) => Promise<T>,
  ): Promise<T> {
    const app = express();
    app.use((req, res) => {
      handle(req, res).then(
        () => res.end('admitted'),
        error => res.status(error.statusCode ?? 500).end(String(error)),
      );
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      return await use(`http://127.0.0.1:${port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('counts reads and writes apart, by person, and other backends not at all', async () => {
    const limits = new RateLimits({ reads: 2, writes: 1 });
    const asked = [
      [read, bob],
      [read, bob],
      [read, bob],
      [write, bob],
      [write, bob],
      [{ ...write, limit: 'reads' }, mockCredentials.user('user:acme/eve')],
      [{ ...write, limit: 'reads' }, mockCredentials.user('user:acme/eve')],
      [write, mockCredentials.service()],
      [write, mockCredentials.service()],
    ] as const;
    const statuses: number[] = [];
    await serve(
      (req, res) => {
        const [route, credentials] = asked[statuses.length];
        return limits.admit(route, credentials, req, res);
      },
      async url => {
        while (statuses.length < asked.length) {
          const { status } = await request(url).get('/');
          statuses.push(status);
        }
      },
    );

    expect(statuses).toEqual([200, 200, 429, 200, 429, 200, 200, 200, 200]);
  });

  it('lets go of a request over the limit whose sender has gone', async () => {
    const limits = new RateLimits({ reads: 1, writes: 1 });
    let refused: (error: unknown) => void;
    const refusal = new Promise<unknown>(resolve => {
      refused = resolve;
    });
    const hungUp = new AbortController();
    await serve(
      async (req, res) => {
        if (req.url === '/first') {
          await limits.admit(read, bob, req, res);
          return;
        }
        hungUp.abort();
        await once(res, 'close');
        // Nothing will ever come of this answer any more.
        await limits.admit(read, bob, req, res).catch(refused);
      },
      async url => {
        await request(url).get('/first').expect(200);
        await expect(
          fetch(`${url}/second`, { signal: hungUp.signal }),
        ).rejects.toThrow(/abort/i);

        await expect(refusal).resolves.toBeInstanceOf(TooManyRequestsError);
      },
    );
  });
});
