import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleTable } from './sandbox.mjs';

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
