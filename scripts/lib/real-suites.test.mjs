import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from './paths.mjs';
import { browserSuites, jestSuites } from './real-suites.mjs';

const suites = folder =>
  globSync(`${folder}/**/*.test.{ts,tsx}`, { cwd: root }).map(path =>
    path.replaceAll('\\', '/'),
  );

test('every suite that starts a sandbox runs on the real API server too', () => {
  const starts = /\b(startSandbox|startTestSandbox|startPortal|startWorld)\(/;
  const starting = ['packages/*/src', 'plugins/*/src', 'tools/*/src']
    .flatMap(suites)
    .filter(path => starts.test(readFileSync(`${root}/${path}`, 'utf8')));
  assert.ok(starting.length > 8, `only ${starting} start a sandbox`);
  for (const path of starting) {
    assert.ok(
      jestSuites.some(pattern => new RegExp(pattern).test(path)),
      `${path} is in no pattern of real-suites.mjs`,
    );
  }
});

test('every pattern names a suite', () => {
  const all = ['packages/*/src', 'plugins/*/src', 'tools/*/src'].flatMap(
    suites,
  );
  for (const pattern of jestSuites) {
    assert.ok(
      all.some(path => new RegExp(pattern).test(path)),
      pattern,
    );
  }
  const browser = suites('packages/app/e2e-tests');
  for (const name of browserSuites) {
    assert.ok(
      browser.some(path => path.endsWith(`/${name}.test.ts`)),
      name,
    );
  }
});
