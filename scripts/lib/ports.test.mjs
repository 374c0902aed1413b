import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePort, isFree, readPorts, requireFree } from './ports.mjs';

test('the variables move the ports', () => {
  const ports = readPorts({ PORT: '3100', SANDBOX_PORT: '' });
  assert.equal(ports.PORT, 3100);
  assert.equal(ports.BACKEND_PORT, 7007);
  assert.equal(ports.SANDBOX_PORT, 6443);
});

test('what is no port is refused with the name of the variable', () => {
  for (const PORT of ['0', '65536', 'abc', '30.5', '-1', '1e3']) {
    assert.throws(
      () => readPorts({ PORT }),
      /PORT is a number from 1 to 65535/,
    );
  }
  assert.throws(
    () => readPorts({ PORT: '7007' }),
    /PORT and BACKEND_PORT are both 7007/,
  );
});

for (const host of ['127.0.0.1', '0.0.0.0']) {
  test(`a port that is in use on ${host} is named with its variable`, async () => {
    const server = createServer();
    // None that an outgoing connection gets as soon as it is given back.
    const port = await freePort();
    await new Promise(resolve => server.listen(port, host, resolve));
    assert.equal(await isFree(port), false);
    await assert.rejects(
      requireFree({ BACKEND_PORT: port }),
      new RegExp(`Port ${port}, .*is in use.* BACKEND_PORT=\\d+`),
    );
    await new Promise(resolve => server.close(resolve));
    assert.equal(await isFree(port), true);
  });
}

test('a free port is free, and none that the system gives to an outgoing connection', async () => {
  const port = await freePort();
  await requireFree({ PORT: port });
  assert.ok(port < 32_768, `${port} may be taken before it is used`);
});
