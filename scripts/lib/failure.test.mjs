import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Failure, failureOf } from './failure.mjs';
import { root } from './paths.mjs';

test('a failure of a process says where all its output is, and how that ends', () => {
  const log = join(root, 'logs', 'backend.log');
  const failure = failureOf('The backend ended', log, ['one', 'two']);
  assert.ok(failure instanceof Failure);
  assert.equal(
    failure.message,
    'The backend ended; its output is in logs/backend.log, which ends with:\n    one\n    two',
  );
  assert.equal(
    failureOf('The backend ended', log, []).message,
    'The backend ended; its output is in logs/backend.log',
  );
});
