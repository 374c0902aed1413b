import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeIsUsable } from './node-version.mjs';

test('Node.js 18 and newer can run the scripts', () => {
  assert.equal(nodeIsUsable('16.20.2'), false);
  assert.equal(nodeIsUsable('18.0.0'), true);
  assert.equal(nodeIsUsable('24.21.0'), true);
});
