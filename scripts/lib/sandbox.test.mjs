import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleTable, whyNotStarted } from './sandbox.mjs';

test('the people one can sign in as stand in columns', () => {
  const people = [
    {
      name: 'alice',
      displayName: 'Alice Ahlberg',
      organization: 'acme',
      role: 'administrator',
    },
    { name: 'olga', displayName: 'Olga', role: 'platform operator' },
  ];
  assert.deepEqual(peopleTable({ people }), [
    'Sign in as   Name            Organization   Role',
    'alice        Alice Ahlberg   acme           administrator',
    'olga         Olga                           platform operator',
  ]);
});

test('a sandbox that did not start is explained by what it said', () => {
  const why = (lines, ended = { code: 1, signal: null }) =>
    whyNotStarted(ended, lines);
  assert.equal(
    why(['Port 6443 is in use; choose another one with --port.', 'bye', '']),
    'The sandbox did not start (Port 6443 is in use; choose another one with --port.)',
  );
  assert.match(why(['starting', 'seeding']), /\(seeding\)/);
  assert.match(why([], { code: null, signal: 'SIGKILL' }), /ended by SIGKILL/);
  assert.match(why([], { code: 3, signal: null }), /exit code 3/);
});
