import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultApiServer, startApiServer } from '.';

describe('the API server under the sandbox', () => {
  const before = process.env.SANDBOX_APISERVER;

  afterEach(() => {
    if (before === undefined) {
      delete process.env.SANDBOX_APISERVER;
    } else {
      process.env.SANDBOX_APISERVER = before;
    }
  });

  it.each([
    [undefined, 'embedded'],
    ['', 'embedded'],
    ['embedded', 'embedded'],
    ['real', 'real'],
  ])('is, with SANDBOX_APISERVER=%s, %s', (value, expected) => {
    if (value === undefined) {
      delete process.env.SANDBOX_APISERVER;
    } else {
      process.env.SANDBOX_APISERVER = value;
    }
    expect(defaultApiServer()).toBe(expected);
  });

  it('is none that nobody knows', () => {
    process.env.SANDBOX_APISERVER = 'toy';
    expect(() => defaultApiServer()).toThrow(
      'SANDBOX_APISERVER is embedded or real, not "toy"',
    );
  });

  it.each(['embedded', 'real'] as const)(
    'does not start on a port that is taken (%s)',
    async kind => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-port-'));
      try {
        await expect(
          startApiServer(kind, { dataDir, port, tokens: [] }),
        ).rejects.toMatchObject({ code: 'EADDRINUSE', port });
      } finally {
        server.close();
        await rm(dataDir, { recursive: true });
      }
    },
  );
});
