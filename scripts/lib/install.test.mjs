import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint } from './install.mjs';
import { cause, offline } from './network.mjs';

test('another major version of Node.js asks for another installation', () => {
  assert.equal(fingerprint('24.1.0'), fingerprint('24.9.3'));
  assert.notEqual(fingerprint('24.1.0'), fingerprint('22.1.0'));
});

test('a missing network is told from other failures', () => {
  const lines = [
    'npm error code ENOTFOUND',
    '➤ YN0001: │ RequestError: getaddrinfo EAI_AGAIN registry.npmjs.org',
  ];
  for (const line of lines) assert.equal(offline([line]), true, line);
  assert.equal(offline(['➤ YN0009: better-sqlite3 must be built']), false);
});

test('the cause of a failed installation is found in what Yarn says', () => {
  assert.equal(
    cause([
      '➤ YN0000: ┌ Resolution step',
      '➤ YN0001: │ RequestError: self-signed certificate in certificate chain',
      '    at emitErrorNT (node:internal/streams/destroy:170:8)',
    ]),
    'RequestError: self-signed certificate in certificate chain',
  );
});
