import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions } from './options.mjs';

const known = { speed: ['human', 'fast'], keep: true };

test('our own options come first, the rest is handed over', () => {
  assert.deepEqual(
    parseOptions(['--speed=fast', '--keep', 'backend', '--keep'], known),
    { own: { speed: 'fast', keep: true }, rest: ['backend', '--keep'] },
  );
});

test('a value may follow after a space', () => {
  assert.deepEqual(parseOptions(['--speed', 'human'], known), {
    own: { speed: 'human' },
    rest: [],
  });
});

test('a value that is not offered is named', () => {
  assert.throws(
    () => parseOptions(['--speed=slow'], known),
    /--speed is one of human, fast, not 'slow'/,
  );
  assert.throws(() => parseOptions(['--keep=no'], known), /takes no value/);
});

test('an option that is not ours is for the command handed over to', () => {
  assert.deepEqual(parseOptions(['--coverage'], known).rest, ['--coverage']);
  assert.deepEqual(parseOptions(['--constructor=x'], known).rest, [
    '--constructor=x',
  ]);
});
