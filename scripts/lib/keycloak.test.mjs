import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { keycloakEnvironment, keycloakSuites, outcome } from './keycloak.mjs';
import { root } from './paths.mjs';

const read = path => readFileSync(`${root}/${path}`, 'utf8');

test('every suite that needs a Keycloak has a name by which it is found', () => {
  const suites = ['packages/*/src', 'plugins/*/src', 'tools/*/src'].flatMap(
    folder => globSync(`${folder}/**/*.test.{ts,tsx}`, { cwd: root }),
  );
  const [pattern] = keycloakSuites.map(text => new RegExp(text));
  const needing = suites.filter(path =>
    /\b(describeWithKeycloak|startKeycloak)\(/.test(read(path)),
  );
  assert.ok(needing.length >= 3, `only ${needing} need a Keycloak`);
  for (const path of needing) assert.match(path, pattern);
});

test('says where it is, or why it is not', () => {
  assert.deepEqual(outcome(0, ['Keycloak: the cache', 'KEYCLOAK=/x']), {
    folder: '/x',
  });
  assert.deepEqual(outcome(3, ['Java: there is no java']), {
    why: 'Java: there is no java',
  });
  assert.deepEqual(outcome(1, []), { why: 'exit code 1' });
});

test('puts issuer, authority and secret into the configuration of the portal', () => {
  const env = keycloakEnvironment({
    issuer: 'https://localhost:1/realms/{realm}',
    caFile: '/ca.crt',
    clientSecretFile: `${root}/backstage.json`,
  });
  assert.equal(
    env.APP_CONFIG_kubedc_installations_sandbox_oidc_issuer,
    'https://localhost:1/realms/{realm}',
  );
  assert.equal(env.SANDBOX_OIDC_CLIENT_SECRET, read('backstage.json').trim());
});
